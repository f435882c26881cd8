using CustomerService.Learning.Rules;
using CustomerService.Learning.Text;
using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Learning.Assignments;

/// <summary>The states of rules in the reader's language.</summary>
internal static class RuleTexts
{
    public static string Of(RuleLine line) => line switch
    {
        { IsBeingApplied: true } => AssignmentText.StateApplying,
        { Rule.State: RuleState.Draft } => AssignmentText.StateDraft,
        { Rule.State: RuleState.Active } => AssignmentText.StateActive,
        { Rule.State: RuleState.Ended } => AssignmentText.StateEnded,
        _ => throw new InvalidOperationException($"{line.Rule.State} is no state of a rule."),
    };

    public static Tone ToneOf(RuleLine line) => line switch
    {
        { IsBeingApplied: true } => Tone.Accent,
        { Rule.State: RuleState.Active } => Tone.Good,
        _ => Tone.Neutral,
    };

    public static string Of(Audience audience) => audience switch
    {
        Audience.Frontline => PeopleText.AudienceFrontline,
        Audience.Manager => PeopleText.AudienceManager,
        Audience.Leader => PeopleText.AudienceLeader,
        Audience.Agent => PeopleText.AudienceAgent,
        Audience.Customer => PeopleText.AudienceCustomer,
        _ => throw new InvalidOperationException($"{audience} is no audience."),
    };

    public static string Of(RuleDue due) => due switch
    {
        RuleDue.None => AssignmentText.DueNone,
        RuleDue.FixedDay => AssignmentText.DueFixed,
        RuleDue.WorkingDays => AssignmentText.DueWorkingDays,
        _ => throw new InvalidOperationException($"{due} is no due date of a rule."),
    };
}
