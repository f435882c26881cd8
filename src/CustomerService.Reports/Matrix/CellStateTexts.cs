using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Reports.Matrix;

/// <summary>Display names and icons of states and audiences, for pages and exports.</summary>
internal static class CellStateTexts
{
    /// <summary>The states in the order of the drop-down list.</summary>
    public static IReadOnlyList<CellState> Choices { get; } =
        [CellState.Overdue, CellState.Expired, CellState.Expiring, CellState.Failed, CellState.InProgress, CellState.NotStarted, CellState.Completed, CellState.Exempt, CellState.NotAssigned];

    /// <summary>The icons of the states as markup, rendered once for all cells of a page that refer to them.</summary>
    public static string Pictures { get; } = Icon.Sheet(Choices.Select(state => state.Look().Icon));

    public static string Name(this CellState state) => state switch
    {
        CellState.NotAssigned => ReportsText.StateNotAssigned,
        CellState.Exempt => ReportsText.StateExempt,
        CellState.NotStarted => ReportsText.StateNotStarted,
        CellState.InProgress => ReportsText.StateInProgress,
        CellState.Overdue => ReportsText.StateOverdue,
        CellState.Failed => ReportsText.StateFailed,
        CellState.Completed => ReportsText.StateCompleted,
        CellState.Expiring => ReportsText.StateExpiring,
        CellState.Expired => ReportsText.StateExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a cell."),
    };

    public static string Name(this Audience audience) => audience switch
    {
        Audience.Frontline => ReportsText.AudienceFrontline,
        Audience.Manager => ReportsText.AudienceManager,
        Audience.Leader => ReportsText.AudienceLeader,
        Audience.Agent => ReportsText.AudienceAgent,
        Audience.Customer => ReportsText.AudienceCustomer,
        _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, "Not an audience."),
    };

    public static (IconName Icon, Tone Tone) Look(this CellState state) => state switch
    {
        CellState.Completed => (IconName.Correct, Tone.Good),
        CellState.Expiring => (IconName.Bell, Tone.Attention),
        CellState.Expired => (IconName.Flag, Tone.Bad),
        CellState.Failed => (IconName.Incorrect, Tone.Attention),
        CellState.Overdue => (IconName.Clock, Tone.Bad),
        CellState.InProgress => (IconName.Play, Tone.Accent),
        CellState.NotStarted => (IconName.Calendar, Tone.Neutral),
        CellState.Exempt => (IconName.Shield, Tone.Neutral),
        _ => (IconName.Remove, Tone.Neutral),
    };

    /// <summary>The CSS classes of a state with this tone.</summary>
    public static string Css(Tone tone) => "state state-" + tone.ToString().ToLowerInvariant();

    /// <summary>The text below a state: completion date, due date, or what it is waiting for; null if there is none.</summary>
    public static string? Detail(this MatrixCell cell, LocalizedFormatter formatter, DateTime nowUtc) => cell switch
    {
        { State: CellState.Completed, CompletedAtUtc: { } completed } => formatter.ShortDate(completed),
        { State: CellState.Expiring, IsRenewing: true, ValidUntilUtc: { } end } => formatter.Say(ReportsText.RenewingValidUntil, end),
        { State: CellState.Expiring, ValidUntilUtc: { } end } => formatter.Say(ReportsText.ValidUntilDay, end),
        { State: CellState.Expired, IsRenewing: true, ValidUntilUtc: { } end } => formatter.Say(ReportsText.RenewingExpiredOn, end),
        { State: CellState.Expired, ValidUntilUtc: { } end } => formatter.Say(ReportsText.ExpiredOn, end),
        { State: CellState.Failed, NeedsRelease: true } => ReportsText.WaitsForRelease,
        { State: CellState.Failed, RetakeFromUtc: { } from } => formatter.Say(ReportsText.RetakeFrom, from),
        { State: CellState.Failed } => ReportsText.MayRetake,
        { IsOverdue: true, DueAtUtc: { } due } => formatter.Due(due, nowUtc),
        { DueAtUtc: { } due, State: not CellState.NotAssigned } => formatter.Say(ReportsText.DueBy, due),
        _ => null,
    };
}
