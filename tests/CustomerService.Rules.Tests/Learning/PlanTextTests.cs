using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class PlanTextTests
{
    private static readonly Lesson Lesson = Courses.Sample().Lessons[0] with { AtWork = new("وقتی …، …", "When …, I will …") };

    [Theory]
    [InlineData("وقتی …، …"), InlineData("When …, I will …")]
    public void A_suggestion_taken_over_unchanged_follows_the_readers_language(string stored) => Assert.Equal(Lesson.AtWork, LessonProgress.PlanText(stored, Lesson));

    [Fact]
    public void Ones_own_plan_stays_as_it_was_written()
    {
        Assert.Equal(new LocalText("فردا می‌پرسم", "فردا می‌پرسم"), LessonProgress.PlanText("فردا می‌پرسم", Lesson));
        Assert.Equal("plan", LessonProgress.PlanText("plan", null).In(Language.Persian));
    }
}
