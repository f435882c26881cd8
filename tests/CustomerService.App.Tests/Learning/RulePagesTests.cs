using CustomerService.App.Tests.Rendering;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Data;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Learning;

/// <summary>Human resources write a rule, see whom it concerns, save it and end it; the learner reads why.</summary>
public sealed class RulePagesTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_rule_is_previewed_saved_applied_told_to_the_learner_and_ended()
    {
        var unit = await _academy.AddUnitAsync($"واحد {Guid.NewGuid():N}");
        var learner = await _academy.AddPersonAsync(Audience.Frontline, unit: unit, name: new PersonName("پروانه", "قاعده‌پور"));
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var (name, english) = ($"قاعدهٔ {Guid.NewGuid():N}", $"Rule {Guid.NewGuid():N}");
        await using (var page = OfficeCircuit.Open<RulePage>(_academy, hr))
        {
            // Without a condition it is refused, and what was typed stays.
            await page.FillAsync(("Model.NameFa", name), ("Model.NameEn", english), ("Model.What", "c:C09"), ("Model.Due", "working-days"));
            await page.FillAsync(("Model.DueDays", "۱۰"));
            await page.SendAsync("form[data-form=rule]");
            page.Wait(() => page.Query("form[data-form=rule]")!.TextContent.Contains("دست‌کم یک شرط", StringComparison.Ordinal));
            Assert.Equal(name, page.Value("Model.NameFa"));

            await page.ChooseAsync("Model-OrgUnit", unit.Name.Fa);
            await page.SendAsync("form[data-form=rule]");
            var preview = page.Find("section[aria-labelledby=preview-title]");
            Assert.Contains("قاعده‌پور", preview.TextContent, StringComparison.Ordinal);
            Assert.Equal(0, await CountAsync(learner.Id));

            await page.PressAsync("section[aria-labelledby=preview-title] button.button:not(.button-second):not(.button-quiet)");
            page.Wait(() => page.Address == "/office/assignments");
        }

        await WaitAsync(learner.Id, 1);
        var cause = await _academy.ReadAsync(db => db.StandingCausesOf(learner.Id, "C09").SingleAsync());
        Assert.Equal((AssignmentReason.Rule, new LocalText(name, english)), (cause.Kind, cause.RuleName));
        Assert.NotNull(cause.DueAtUtc);
        var visitor = await _academy.SignInAsync(learner, Language.Persian);
        Assert.Contains(name, (await visitor.OpenAsync("/learning")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(name, (await visitor.OpenAsync("/courses/C09")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(english, (await (await _academy.SignInAsync(learner, Language.English)).OpenAsync("/courses/C09")).Body!.TextContent, StringComparison.Ordinal);

        var rule = await _academy.ReadAsync(db => db.Set<AssignmentRule>().Where(r => r.Name.Fa == name).Select(r => r.Id).SingleAsync());
        await using (var list = OfficeCircuit.Open<RulesPage>(_academy, hr))
        {
            Assert.Contains(name, list.Find("table").TextContent, StringComparison.Ordinal);
        }

        await using (var page = OfficeCircuit.Open<RulePage>(_academy, hr, rule))
        {
            Assert.Equal(name, page.Value("Model.NameFa"));
            Assert.Contains("۱", await page.PressAndConfirmAsync("button.button-danger"), StringComparison.Ordinal);
            page.Wait(() => page.Address == "/office/assignments");
        }

        await WaitAsync(learner.Id, 0);
        // What was released stays readable, and is not asked for.
        Assert.DoesNotContain(name, (await visitor.OpenAsync("/courses/C09")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_is_told_so_in_the_circuit()
    {
        var manager = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: await _academy.AddUnitAsync($"واحد {Guid.NewGuid():N}"));

        await using var list = OfficeCircuit.Open<RulesPage>(_academy, manager);
        await using var form = OfficeCircuit.Open<RulePage>(_academy, manager);

        Assert.Null(list.Query("table"));
        Assert.NotNull(list.Query(".notice"));
        Assert.Null(form.Query("form"));
    }

    private Task<int> CountAsync(Guid personId) => _academy.ReadAsync(db => db.StandingAssignments().CountAsync(a => a.PersonId == personId && a.CourseId == "C09"));

    /// <summary>The outbox delivers soon after the commit; a minute is longer than any machine takes.</summary>
    private async Task WaitAsync(Guid personId, int count)
    {
        for (var looked = 0; await CountAsync(personId) != count; looked++)
        {
            Assert.True(looked < 600, "The rule was never applied.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
