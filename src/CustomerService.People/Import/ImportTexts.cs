using CustomerService.People.Rules.Imports;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.People.Import;

/// <summary>The words of an import in the reader's language.</summary>
public static class ImportTexts
{
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
