using System.Net;
using AngleSharp.Dom;
using CustomerService.Learning.Lessons;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Rendering;

/// <summary>Pages opened by many users show each one their own, current data.</summary>
public sealed class PagePrivacyTests(SharedAcademy shared)
{
    private const string Lesson = "/courses/C13/lessons/L1";
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task Two_learners_at_one_lesson_see_their_own_names_plans_and_tokens()
    {
        var (zohreh, bahman) = (await CustomerAsync("زهره", "<b>ناهید</b>"), await CustomerAsync("بهمن", "کیا"));
        await FinishAsync(zohreh, "روزی یک بار، با «نام» & لبخند <b>");
        await FinishAsync(bahman, "فردا صبح");
        var (first, second) = (await _academy.SignInAsync(zohreh), await _academy.SignInAsync(bahman));

        var (hers, his, hersAgain) = (await first.OpenAsync(Lesson), await second.OpenAsync(Lesson), await first.OpenAsync(Lesson));

        Assert.Equal("زهره <b>ناهید</b>", hersAgain.QuerySelector(".menu-who")!.TextContent);
        Assert.Equal("بهمن کیا", his.QuerySelector(".menu-who")!.TextContent);
        Assert.Equal("روزی یک بار، با «نام» & لبخند <b>", hersAgain.QuerySelector("#plan")!.TextContent);
        Assert.Equal("فردا صبح", his.QuerySelector("#plan")!.TextContent);
        Assert.NotEqual(Token(hers), Token(hersAgain));
        Assert.All([hers, his], page => Assert.Single(page.QuerySelectorAll("input[name=__RequestVerificationToken]").Select(t => t.GetAttribute("value")).Distinct()));
        Assert.Equal(hers.QuerySelector("article header")!.OuterHtml, hersAgain.QuerySelector("article header")!.OuterHtml);
    }

    [Fact]
    public async Task A_lesson_opened_before_takes_a_practice_answer()
    {
        var learner = await _academy.SignInAsync(await CustomerAsync("نگین", "تمرین"));
        await learner.OpenAsync(Lesson);
        var page = await learner.OpenAsync(Lesson);
        var option = page.QuerySelectorAll("form.practice input").First(i => i.GetAttribute("type") is "radio" or "checkbox");
        var form = option.Closest("form")!;

        var answered = await learner.SubmitAsync(page, "#" + form.Id, Lesson, (option.GetAttribute("name")!, option.GetAttribute("value")));

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        Assert.NotNull((await Visitor.ReadAsync(answered)).QuerySelector(".feedback"));
    }

    [Fact]
    public async Task The_language_and_the_state_of_the_lesson_are_never_mixed_up()
    {
        var person = await CustomerAsync("هستی", "دوزبانه");
        var (fa, en) = (await _academy.SignInAsync(person), await _academy.SignInAsync(person, Language.English));
        Assert.Equal(("rtl", "ltr"), ((await fa.OpenAsync(Lesson)).DocumentElement.GetAttribute("dir"), (await en.OpenAsync(Lesson)).DocumentElement.GetAttribute("dir")));
        Assert.Null((await fa.OpenAsync(Lesson)).QuerySelector("#at-work .saved"));

        await FinishAsync(person, "انجام شد");

        Assert.NotNull((await fa.OpenAsync(Lesson)).QuerySelector("#at-work .saved"));
        Assert.NotNull((await fa.OpenAsync(Lesson)).QuerySelector(".outline .is-done"));
        Assert.Equal("ltr", (await en.OpenAsync(Lesson)).DocumentElement.GetAttribute("dir"));
    }

    [Fact]
    public async Task Two_who_see_the_same_people_see_the_same_matrix_under_their_own_names_tokens_and_addresses()
    {
        var partner = await _academy.AddPartnerAsync("پخش یادسپار");
        var agent = await _academy.AddPersonAsync(Audience.Agent, organisation: partner, name: new PersonName("هما", "<i>یادسپار</i>"));
        var (first, second) = (await PartnerManagerAsync(partner, "ارسلان"), await PartnerManagerAsync(partner, "پگاه"));
        var address = $"/office/matrix?organisation={partner.Id:D}";

        var (his, hers) = (await first.OpenAsync(address), await second.OpenAsync($"{address}&x=%22%3Cb%3E"));

        Assert.Equal(("ارسلان مدیر", "پگاه مدیر"), (Who(his), Who(hers)));
        Assert.NotEqual(Token(his), Token(hers));
        Assert.Equal((address, $"{address}&x=%22%3Cb%3E"), (Here(his), Here(hers)));
        Assert.Equal(his.QuerySelector(".matrix")!.OuterHtml, hers.QuerySelector(".matrix")!.OuterHtml);
        Assert.Contains("هما <i>یادسپار</i>", hers.QuerySelectorAll(".matrix tbody th a").Select(a => a.TextContent));
        Assert.DoesNotContain(agent.UserName, hers.DocumentElement.OuterHtml, StringComparison.Ordinal);

        static string Who(IParentNode page) => page.QuerySelector(".menu-who")!.TextContent;
        static string? Here(IParentNode page) => page.QuerySelector("form[action='/preferences/language'] input[name=returnUrl]")!.GetAttribute("value");
    }

    [Fact]
    public async Task A_matrix_opened_before_shows_what_is_true_now()
    {
        var partner = await _academy.AddPartnerAsync("پخش اکنون");
        var agent = await _academy.AddPersonAsync(Audience.Customer, organisation: partner, name: new PersonName("یلدا", "اکنون"));
        var manager = await PartnerManagerAsync(partner, "سپهر");
        var before = await manager.OpenAsync("/office/matrix");

        await _academy.SitAsync(agent, "C13");
        var after = await manager.OpenAsync("/office/matrix");
        await _academy.AddPersonAsync(Audience.Agent, organisation: partner, name: new PersonName("آراد", "اکنون"));
        var later = await manager.OpenAsync("/office/matrix");

        Assert.Empty(before.QuerySelectorAll(".matrix .state-good"));
        Assert.Single(after.QuerySelectorAll(".matrix .state-good"));
        Assert.Equal(after.QuerySelectorAll(".matrix tbody tr").Length + 1, later.QuerySelectorAll(".matrix tbody tr").Length);
    }

    [Fact]
    public async Task Pages_of_the_matrix_lead_to_each_other()
    {
        var partner = await _academy.AddPartnerAsync("پخش ورق");
        for (var i = 0; i < 30; i++)
        {
            await _academy.AddPersonAsync(Audience.Agent, organisation: partner, name: new PersonName($"نفر{i:00}", "ورق"));
        }

        var manager = await PartnerManagerAsync(partner, "یسنا");
        for (var again = 0; again < 2; again++)
        {
            var first = await manager.OpenAsync("/office/matrix");
            var next = first.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!;
            var second = await manager.OpenAsync(next);
            var back = await manager.OpenAsync(second.QuerySelector(".pager a[rel=prev]")!.GetAttribute("href")!);

            Assert.Null(first.QuerySelector(".pager a[rel=prev]"));
            Assert.Null(second.QuerySelector(".pager a[rel=next]"));
            Assert.Equal(31, People(first).Concat(People(second)).Distinct().Count());
            Assert.Equal(People(first), People(back));
        }

        static List<string> People(IParentNode page) => [.. page.QuerySelectorAll(".matrix tbody th a").Select(a => a.GetAttribute("href")!)];
    }

    private async Task<Visitor> PartnerManagerAsync(Organisation partner, string given) => await _academy.SignInAsync(
        await _academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner, name: new PersonName(given, "مدیر")));

    private static string? Token(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");

    private Task<TestPerson> CustomerAsync(string given, string family) => _academy.AddPersonAsync(Audience.Customer, name: new PersonName(given, family));

    private async Task FinishAsync(TestPerson person, string plan)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<OpenLesson>().RunAsync(person.Id, "C13", "L1")).Succeeded);
        Assert.True((await scope.ServiceProvider.GetRequiredService<FinishLesson>().RunAsync(person.Id, "C13", "L1", plan)).Succeeded);
    }
}
