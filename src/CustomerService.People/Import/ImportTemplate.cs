using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Spreadsheets;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>A file to be filled: the headers in the reader's language, and one row that could be imported as it stands.</summary>
public sealed class ImportTemplate(IDbContextFactory<AppDbContext> contexts)
{
    private static readonly DateOnly Start = new(2026, 6, 5);

    /// <returns>The columns, which give the example of their field.</returns>
    public async Task<IReadOnlyList<ExportColumn<int>>> RunAsync(Guid askerId, ImportKind kind, LocalizedFormatter formatter, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ImportTemplate));
        ArgumentNullException.ThrowIfNull(formatter);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (language, place) = (formatter.Language, (await db.DirectoryOfAsync(askerId, cancellationToken)).Default);
        return [.. ImportFields.Of(kind).Where(f => f is not (ImportField.PersonId or ImportField.OrgId))
            .Select(field => new ExportColumn<int>(field.Header(language), 20, _ => ExampleOf(kind, field, place, formatter)))];
    }

    private static string ExampleOf(ImportKind kind, ImportField field, DirectoryOrganisation? place, LocalizedFormatter formatter) => field switch
    {
        ImportField.PersonnelNumber => "0012",
        ImportField.GivenName => "سارا",
        ImportField.FamilyName => "احمدی",
        ImportField.LatinGivenName => "Sara",
        ImportField.LatinFamilyName => "Ahmadi",
        ImportField.Email => "sara.ahmadi@example.org",
        ImportField.Mobile => "09120000000",
        ImportField.UserName => "sara.ahmadi",
        ImportField.Language => Language.Persian.Code(),
        ImportField.Organisation => place?.Name.In(formatter.Language) ?? "",
        ImportField.Audience => ImportWords.Of(place is { } known ? OrganisationAudiences.Of(known.Kind)[0] : Audience.Frontline, formatter.Language),
        ImportField.JobTitleFa => "کارشناس خدمت",
        ImportField.JobTitleEn => "Service specialist",
        ImportField.StartDate => formatter.Language == Language.Persian ? JalaliDate.From(Start).ToString() : Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ImportField.State => ImportWords.OfState(true, formatter.Language),
        ImportField.Course => "C01",
        ImportField.CompletedOn => formatter.Language == Language.Persian ? JalaliDate.From(Start).ToString() : Start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ImportField.Score => "85",
        ImportField.ExternalNumber => "A-1024",
        ImportField.NameFa => kind == ImportKind.Partners ? "نمایندگی نمونه" : "واحد نمونه",
        ImportField.NameEn => kind == ImportKind.Partners ? "Example agency" : "Example unit",
        _ => "",
    };
}
