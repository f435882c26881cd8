using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Text;

namespace CustomerService.People.Pages.Office;

/// <summary>What a deed done to a person changed, in the reader's language.</summary>
public static class DeedTexts
{
    /// <summary>The words for an audit entry's detail; a detail that is not of People stays as it is.</summary>
    public static string? Of(string? detail, Reader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (DeedDetail.Read(detail) is not { } deed)
        {
            return detail;
        }

        var place = (deed.From, deed.Place) switch
        {
            ({ } from, { } to) when from != to => reader.Say(PeopleText.DetailMoved, from, to),
            (_, { } at) => reader.Text(at),
            _ => null,
        };
        var fields = deed.Fields is { Count: > 0 } changed ? reader.Join(changed.Select(Name)) : null;
        return string.Join(" · ", new[] { deed.Role?.Name(), place, deed.Audience?.Name(), fields }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string Name(PersonField field) => field switch
    {
        PersonField.Name => PeopleText.Name,
        PersonField.LatinName => PeopleText.FieldLatinName,
        PersonField.Email => PeopleText.EmailLabel,
        PersonField.Mobile => PeopleText.MobileLabel,
        PersonField.Audience => PeopleText.Audience,
        PersonField.JobTitle => PeopleText.FieldJobTitle,
        PersonField.PersonnelNumber => PeopleText.PersonnelNumber,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field."),
    };
}
