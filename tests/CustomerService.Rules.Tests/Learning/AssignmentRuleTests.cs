using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Learning;

public sealed class AssignmentRuleTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    private static readonly RuleTerms Terms = new(new(" تازه‌واردها ", " Newcomers "), RuleConditions.None with { Audience = Audience.Frontline }, null, "T01", null, RuleTiming.AtOnce);

    [Fact]
    public void Terms_are_refused_by_what_they_lack()
    {
        Assert.True(Terms.Check().Succeeded);
        Assert.IsType<RuleNameMissing>((Terms with { Name = new("تازه‌واردها", " ") }).Check().Refusal);
        Assert.IsType<RuleForNobody>((Terms with { Who = RuleConditions.None }).Check().Refusal);
        Assert.IsType<RuleForNobody>((Terms with { People = [] }).Check().Refusal);
        Assert.True((Terms with { Who = RuleConditions.None, People = [Guid.NewGuid()] }).Check().Succeeded);
        Assert.IsType<RuleWithoutTarget>((Terms with { PathId = "start" }).Check().Refusal);
        Assert.IsType<RuleWithoutTarget>((Terms with { CourseId = null }).Check().Refusal);
        Assert.IsType<RuleDaysRefused>((Terms with { When = RuleTiming.AtOnce with { DelayDays = -1 } }).Check().Refusal);
        Assert.IsType<RuleDueMissing>((Terms with { When = RuleTiming.AtOnce with { Due = RuleDue.FixedDay } }).Check().Refusal);
        Assert.IsType<RuleDaysRefused>((Terms with { When = RuleTiming.AtOnce with { Due = RuleDue.WorkingDays } }).Check().Refusal);
        Assert.IsType<RuleDaysRefused>((Terms with { When = RuleTiming.AtOnce with { Due = RuleDue.WorkingDays, DueDays = 0 } }).Check().Refusal);
    }

    [Fact]
    public void A_rule_is_applied_anew_whenever_it_changes_and_what_ended_stays_ended()
    {
        var rule = new AssignmentRule(Guid.NewGuid(), Terms, Guid.NewGuid(), Now);
        Assert.Equal((new LocalText("تازه‌واردها", "Newcomers"), RuleState.Draft), (rule.Name, rule.State));

        Assert.True(rule.Activate(Now).Succeeded);
        rule.Applied(Now);
        Assert.Equal((RuleState.Active, Now), (rule.State, rule.AppliedAtUtc));

        rule.Change(Terms with { When = RuleTiming.AtOnce with { DueOn = new(2026, 5, 1), DueDays = 3 } }, Now.AddDays(1));
        Assert.Null(rule.AppliedAtUtc);
        // What its kind of due date does not use is not kept.
        Assert.Equal(RuleTiming.AtOnce, rule.When);

        rule.End(Now.AddDays(2));
        rule.End(Now.AddDays(3));
        Assert.Equal((RuleState.Ended, Now.AddDays(2)), (rule.State, rule.EndedAtUtc));
        Assert.IsType<RuleHasEnded>(rule.Activate(Now.AddDays(3)).Refusal);
    }
}
