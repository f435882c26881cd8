using System.Runtime.CompilerServices;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Spreadsheets;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <summary>A person in a file that can be imported again.</summary>
public sealed record PersonExportLine(PersonSnapshot Person, Language Language, DateOnly? StartDate, LocalText Organisation, string Unit)
{
    /// <summary>The oldest membership that the reader sees; null: none.</summary>
    public MembershipSnapshot? Membership => Person.Memberships.Count > 0 ? Person.Memberships[0] : null;
}

/// <summary>The people of a list as the lines of a file whose headers an import recognises: imported again it changes nothing. Only people and memberships that the
/// asker sees are in it, read in batches while the file is written. Who exported whose data is audited.</summary>
public sealed class ExportPeople(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, WorkLimits limits, CivilCalendar days, TimeProvider clock)
{
    private const int BatchSize = 200;

    /// <summary>The columns in a language: all of an import of people.</summary>
    public static IReadOnlyList<ExportColumn<PersonExportLine>> Columns(Language language) =>
        [.. ImportFields.Of(ImportKind.People).Select(field => new ExportColumn<PersonExportLine>(field.Header(language), WidthOf(field), line => ValueOf(field, line, language)))];

    /// <summary>The address of the file.</summary>
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public static string Href(PeopleFilter filter, string format)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var address = filter.Href(PeopleRoutes.PeopleExport);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format={format}";
    }

    /// <returns>The lines, <see cref="NotAllowed"/> for who may not import, or <see cref="TooMuchWork"/>.</returns>
    public async Task<Result<IAsyncEnumerable<PersonExportLine>>> RunAsync(Guid askerId, PeopleFilter filter, Language language, string format, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ExportPeople));
        ArgumentNullException.ThrowIfNull(filter);
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (!(await db.PermissionsOfAsync(askerId, cancellationToken)).MayImport(ImportKind.People))
            {
                return new NotAllowed();
            }
        }

        if (limits.TakeExport(askerId) is { } until)
        {
            return new TooMuchWork(until);
        }

        await unitOfWork.RunAsync(db =>
        {
            db.Audit(askerId, "people.exported", null, clock, Href(filter, format));
            return Task.FromResult(0);
        }, cancellationToken);
        return Result<IAsyncEnumerable<PersonExportLine>>.Of(LinesAsync(askerId, filter, language, cancellationToken));
    }

    private async IAsyncEnumerable<PersonExportLine> LinesAsync(Guid askerId, PeopleFilter filter, Language language, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var scope = await db.ScopeOfAsync(askerId, cancellationToken);
        var tree = await db.OrgTreeWithinAsync(scope, cancellationToken);
        var directory = await db.DirectoryOfAsync(askerId, cancellationToken);
        for (KeysetCursor? key = KeysetCursor.Start; key is not null;)
        {
            var page = await ViewPeople.Matching(db, scope, tree, filter).PageAsync(db, scope, key, BatchSize, cancellationToken: cancellationToken);
            foreach (var line in await ReadAsync(db, scope, directory, [.. page.People.Select(p => p.Id)], language, cancellationToken))
            {
                yield return line;
            }

            key = page.After is { } last ? new KeysetCursor(last, null) : null;
        }
    }

    private async Task<List<PersonExportLine>> ReadAsync(AppDbContext db, VisibilityScope scope, OrgDirectory directory, List<Guid> ids, Language language, CancellationToken cancellationToken)
    {
        var people = await db.Set<Person>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var accounts = await db.Set<Account>().AsNoTracking().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.UserName }).ToDictionaryAsync(a => a.Id, a => a.UserName, cancellationToken);
        var memberships = (await db.MembershipsWithin(scope).AsNoTracking().Where(m => ids.Contains(m.PersonId)).OrderBy(m => m.StartedAtUtc).ThenBy(m => m.Id).ToListAsync(cancellationToken)).ToLookup(m => m.PersonId);
        return ids.ConvertAll(id =>
        {
            var (p, first) = (people[id], memberships[id].FirstOrDefault());
            return new PersonExportLine(
                new(id, p.GivenName, p.FamilyName, p.LatinGivenName, p.LatinFamilyName, p.Email, p.Mobile, p.IsActive, accounts.GetValueOrDefault(id),
                    first is null ? [] : [new(first.Id, first.OrganisationId, first.UnitId, first.Audience, first.JobTitle.Fa, first.JobTitle.En, first.PersonnelNumber)]),
                p.Language, first is null ? null : days.DayOf(first.StartedAtUtc),
                first is null ? LocalText.Empty : directory.Organisation(first.OrganisationId)?.Name ?? LocalText.Empty, first?.UnitId is { } unit ? directory.PathOf(unit, language) : "");
        });
    }

    private static ExportValue ValueOf(ImportField field, PersonExportLine line, Language language) => field switch
    {
        ImportField.PersonId => line.Person.PersonId.ToString("D"),
        ImportField.PersonnelNumber => line.Membership?.PersonnelNumber,
        ImportField.GivenName => line.Person.GivenName,
        ImportField.FamilyName => line.Person.FamilyName,
        ImportField.LatinGivenName => line.Person.LatinGivenName,
        ImportField.LatinFamilyName => line.Person.LatinFamilyName,
        ImportField.Email => line.Person.Email,
        ImportField.Mobile => MobileNumber.AsWritten(line.Person.Mobile),
        ImportField.UserName => line.Person.UserName,
        ImportField.Language => line.Language.Code(),
        ImportField.Organisation => line.Organisation.In(language),
        ImportField.Unit => line.Unit,
        ImportField.Audience => line.Membership is { } membership ? ImportWords.Of(membership.Audience, language) : null,
        ImportField.JobTitleFa => line.Membership?.JobTitleFa,
        ImportField.JobTitleEn => line.Membership?.JobTitleEn,
        ImportField.StartDate => ExportValue.Of(line.StartDate),
        ImportField.State => ImportWords.OfState(line.Person.IsActive, language),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a column of people."),
    };

    private static int WidthOf(ImportField field) => field switch
    {
        ImportField.PersonId => 38,
        ImportField.Email or ImportField.Organisation or ImportField.Unit or ImportField.JobTitleFa or ImportField.JobTitleEn => 26,
        ImportField.GivenName or ImportField.FamilyName or ImportField.LatinGivenName or ImportField.LatinFamilyName or ImportField.UserName => 20,
        _ => 14,
    };
}
