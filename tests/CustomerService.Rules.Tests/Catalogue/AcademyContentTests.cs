using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>The academy's own content keeps every rule.</summary>
public sealed class AcademyContentTests
{
    [Fact]
    public void The_content_of_the_repository_has_no_errors()
    {
        var content = ContentReader.Read(Repository.PathOf("content"));
        Assert.NotEmpty(content.Courses);
        Assert.Empty(ContentChecker.Check(content).Where(p => p.Severity == Severity.Error).Select(p => p.Line(Language.English)));
        Assert.InRange(content.Academy.Standards.Count, 25, int.MaxValue);
    }

    /// <summary>Of the founding texts' concepts none may be dropped, and each must be taught where the table says.</summary>
    [Fact]
    public void Every_concept_of_the_founding_texts_is_taught_in_lessons_that_exist()
    {
        var content = ContentReader.Read(Repository.PathOf("content"));
        var lessons = content.Courses.SelectMany(c => c.Course.Lessons.Select(l => $"{c.Course.Id}/{l.Id}")).ToHashSet();
        Assert.InRange(content.Academy.Coverage.Select(c => c.Id).Distinct().Count(), 88, int.MaxValue);
        Assert.Empty(content.Academy.Coverage.Where(c => c.Lessons.Count == 0 || !c.Lessons.All(lessons.Contains)).Select(c => c.Id));
    }

    /// <summary>Staff learn that a wish is the thing itself that a customer wants to obtain; customers must not be certified on the opposite.</summary>
    [Fact]
    public void What_can_be_given_up_is_called_a_preference_and_not_by_the_glossarys_word_for_a_wish()
    {
        var texts = Directory.EnumerateFiles(Repository.PathOf("content/courses"), "*", SearchOption.AllDirectories)
            .Where(f => f.Contains("C13-", StringComparison.Ordinal) && !f.EndsWith(".svg", StringComparison.Ordinal)).Select(File.ReadAllText);

        Assert.All(texts, text => Assert.DoesNotContain("خواسته", text, StringComparison.Ordinal));
    }
}
