using CustomerService.People.Access;
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

/// <summary>A unit or a partner organisation in a file that can be imported again.</summary>
/// <param name="Above">The names of the units above, from the top down; empty for a topmost unit.</param>
public sealed record OrgExportLine(Guid Id, LocalText Name, string Above, LocalText Organisation);

/// <summary>All units, or all partner organisations, as the lines of a file whose headers an import recognises: imported again it changes nothing. Units stand below
/// those above them. Who exported is audited.</summary>
public sealed class ExportOrganisations(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, WorkLimits limits, TimeProvider clock)
{
    /// <summary>The columns in a language: all of an import of that kind.</summary>
    public static IReadOnlyList<ExportColumn<OrgExportLine>> Columns(ImportKind kind, Language language) =>
        [.. ImportFields.Of(kind).Select(field => new ExportColumn<OrgExportLine>(field.Header(language), field == ImportField.OrgId ? 38 : 28, line => ValueOf(field, line, language)))];

    /// <returns>The lines, <see cref="NotAllowed"/> for who may not import them, or <see cref="TooMuchWork"/>.</returns>
    public async Task<Result<IReadOnlyList<OrgExportLine>>> RunAsync(Guid askerId, ImportKind kind, Language language, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(ExportOrganisations));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!(await db.PermissionsOfAsync(askerId, cancellationToken)).MayImport(kind))
        {
            return new NotAllowed();
        }

        if (limits.TakeExport(askerId) is { } until)
        {
            return new TooMuchWork(until);
        }

        var directory = await db.DirectoryOfAsync(askerId, cancellationToken);
        await unitOfWork.RunAsync(work =>
        {
            work.Audit(askerId, "organisation.exported", null, clock, QueryValues.Of(kind));
            return Task.FromResult(0);
        }, cancellationToken);
        return Result<IReadOnlyList<OrgExportLine>>.Of(kind == ImportKind.Partners
            ? [.. directory.All.Where(o => o.Kind == OrganisationKind.Partner).Select(o => new OrgExportLine(o.Id, o.Name, "", LocalText.Empty))]
            : [.. directory.All.SelectMany(o => directory.UnitsOf(o.Id).OrderBy(u => Unit.LevelOf(u.Path)).ThenBy(u => directory.PathOf(u.Id, language), PersianOrder.Instance)
                .Select(u => new OrgExportLine(u.Id, u.Name, u.ParentId is { } parent ? directory.PathOf(parent, language) : "-", o.Name)))]);
    }

    private static ExportValue ValueOf(ImportField field, OrgExportLine line, Language language) => field switch
    {
        ImportField.NameFa => line.Name.Fa,
        ImportField.NameEn => line.Name.En,
        ImportField.ParentUnit => line.Above,
        ImportField.Organisation => line.Organisation.In(language),
        ImportField.OrgId => line.Id.ToString("D"),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a column of units or organisations."),
    };
}
