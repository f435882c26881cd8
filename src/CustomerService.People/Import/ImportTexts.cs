using CustomerService.People.Rules.Imports;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Text;

namespace CustomerService.People.Import;

/// <summary>The words of an import in the reader's language.</summary>
public static class ImportTexts
{
    /// <summary>What a kind of file lists.</summary>
    public static string Of(ImportKind kind) => kind switch
    {
        ImportKind.People => ImportText.KindPeople,
        ImportKind.Units => ImportText.KindUnits,
        ImportKind.Partners => ImportText.KindPartners,
        ImportKind.Completions => ImportText.KindCompletions,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of import."),
    };

    /// <summary>The question before an import is applied.</summary>
    public static string ConfirmAsk(ImportLine import, LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(formatter);
        var counts = import.Counts;
        return import.Kind == ImportKind.People
            ? formatter.Say(ImportText.ConfirmAsk, counts.Creates, counts.Updates, counts.Deactivations, counts.Reactivations, counts.Errors)
            : formatter.Say(ImportText.ConfirmAskRows, counts.Creates, counts.Updates, counts.Errors);
    }

    /// <summary>The question before an import is taken back.</summary>
    public static string UndoAsk(ImportKind kind) => kind switch
    {
        ImportKind.People => ImportText.UndoAsk,
        ImportKind.Completions => ImportText.UndoAskCompletions,
        _ => ImportText.UndoAskOrg,
    };

    public static string Of(ImportState state) => state switch
    {
        ImportState.Receiving => ImportText.StateReceiving,
        ImportState.Received => ImportText.StateReceived,
        ImportState.Planned => ImportText.StatePlanned,
        ImportState.Applying => ImportText.StateApplying,
        ImportState.Done => ImportText.StateDone,
        ImportState.Cancelled => ImportText.StateCancelled,
        ImportState.Undoing => ImportText.StateUndoing,
        ImportState.Undone => ImportText.StateUndone,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of an import."),
    };

    public static Tone ToneOf(ImportState state) => state switch
    {
        ImportState.Done => Tone.Good,
        ImportState.Received or ImportState.Planned => Tone.Attention,
        ImportState.Applying or ImportState.Undoing => Tone.Accent,
        _ => Tone.Neutral,
    };

    public static string Of(RowAction action) => action switch
    {
        RowAction.None => ImportText.ActionNone,
        RowAction.Create => ImportText.ActionCreate,
        RowAction.Update => ImportText.ActionUpdate,
        RowAction.Deactivate => ImportText.ActionDeactivate,
        RowAction.Reactivate => ImportText.ActionReactivate,
        RowAction.Unchanged => ImportText.ActionUnchanged,
        RowAction.Error => ImportText.ActionError,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>What became of a row; null while it waits.</summary>
    public static string? Of(RowProgress progress) => progress switch
    {
        RowProgress.Waiting => null,
        RowProgress.Applied => ImportText.ProgressApplied,
        RowProgress.Refused => ImportText.ProgressRefused,
        RowProgress.TakenBack => ImportText.ProgressTakenBack,
        RowProgress.NotTakenBack => ImportText.ProgressNotTakenBack,
        _ => throw new ArgumentOutOfRangeException(nameof(progress), progress, "Not a state of a row."),
    };

    public static Tone ToneOf(ImportRowView row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Action == RowAction.Error || row.Progress is RowProgress.Refused or RowProgress.NotTakenBack ? Tone.Bad
            : row.Action is RowAction.Create or RowAction.Reactivate ? Tone.Good
            : row.Action is RowAction.Update or RowAction.Deactivate ? Tone.Attention : Tone.Neutral;
    }

    /// <summary>Who a row is about, as it was written.</summary>
    public static string NameIn(ImportColumns columns, ImportRowView row)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(row);
        var name = $"{columns.Cell(row.Cells, ImportField.GivenName)} {columns.Cell(row.Cells, ImportField.FamilyName)}".Trim();
        ImportField[] others = [ImportField.PersonnelNumber, ImportField.UserName, ImportField.Email, ImportField.Mobile, ImportField.PersonId, ImportField.NameFa, ImportField.NameEn, ImportField.OrgId];
        return name.Length > 0 ? name : others.Select(f => columns.Cell(row.Cells, f)).FirstOrDefault(t => t.Length > 0) ?? "–";
    }

    /// <summary>What came of an import that is over.</summary>
    public static string Outcome(ImportLine import, LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(import);
        ArgumentNullException.ThrowIfNull(formatter);
        return import.State switch
        {
            ImportState.Undone => formatter.Say(ImportText.UndoneText, import.TakenBack, import.NotTakenBack),
            ImportState.Cancelled => formatter.Say(ImportText.CancelledText, import.Applied),
            _ => formatter.Say(ImportText.DoneText, import.Applied, import.Refused),
        };
    }

    /// <summary>"E-mail: Somebody else has this e-mail."</summary>
    public static string Of(RowError error, LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(formatter);
        var text = RefusalText.Find(error.Code, PeopleText.ResourceManager, ImportText.ResourceManager) ?? ImportText.ImportRowFailed;
        var words = error.Arguments.Count == 0 ? text : formatter.Say(text, [.. error.Arguments]);
        return error.Field is { } field ? formatter.Say(ImportText.FieldProblem, field.Header(formatter.Language), words) : words;
    }
}
