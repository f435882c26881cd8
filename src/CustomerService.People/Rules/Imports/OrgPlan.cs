using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>What a row of units or partner organisations comes to, beside what is on record.</summary>
/// <param name="OnRecord">What the row is about; null: it is not in the academy.</param>
/// <param name="Changes">The columns that change something, for the reader.</param>
public sealed record OrgPlan(RowAction Action, OrgSnapshot? OnRecord, IReadOnlyList<RowError> Errors, IReadOnlyList<ImportField> Changes)
{
    /// <summary>As it is to be.</summary>
    public LocalText Name { get; private init; } = LocalText.Empty;

    /// <summary>Of a unit: its organisation.</summary>
    public Guid OrganisationId { get; private init; }

    /// <summary>The unit above, as it is to be; null: a topmost unit.</summary>
    public Guid? ParentId { get; private init; }

    /// <summary>Where a unit lies: below a unit, or in the organisation itself.</summary>
    public Guid AboveId => ParentId ?? OrganisationId;

    public bool Renames => Changes.Contains(ImportField.NameFa) || Changes.Contains(ImportField.NameEn);

    public bool Moves => Changes.Contains(ImportField.ParentUnit);

    /// <summary>A unit of the row. Without an id it is the one of that name at the place that is written; where no place is written, the only one of that name in
    /// the organisation, or a topmost one.</summary>
    public static OrgPlan OfUnit(OrgRow row, OrgDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(directory);
        if (row.Errors.Count > 0)
        {
            return Refused([.. row.Errors]);
        }

        DirectoryUnit? known = null;
        if (row.Id is { } id && (known = directory.Unit(id)) is null)
        {
            return Refused(RowError.Of(ImportField.OrgId, new RowOrgUnknown()));
        }

        DirectoryOrganisation? written = null;
        if (row.Organisation.Length > 0 && (written = directory.Organisations(row.Organisation) is [var only] ? only : null) is null)
        {
            return Refused(RowError.Of(ImportField.Organisation, new RowOrganisationUnknown()));
        }

        if (known is not null && written is not null && written.Id != known.OrganisationId)
        {
            return Refused(RowError.Of(ImportField.Organisation, new UnitOfAnotherOrganisation()));
        }

        DirectoryUnit? above = null;
        if (row.Parent.Value is { } place)
        {
            var found = directory.Units(place, written?.Id ?? known?.OrganisationId);
            if (found is not [var parent])
            {
                return Refused(RowError.Of(ImportField.ParentUnit, found.Count == 0 ? new RowParentUnknown() : new RowUnitUnclear()));
            }

            above = parent;
        }

        if ((directory.Organisation(written?.Id ?? known?.OrganisationId ?? above?.OrganisationId ?? Guid.Empty) ?? directory.Default) is not { } organisation)
        {
            return Refused(RowError.Of(ImportField.Organisation, new RowOrganisationMissing()));
        }

        if (organisation.Kind == OrganisationKind.Customers)
        {
            return Refused(RowError.Of(ImportField.Organisation, new RowWithoutUnits()));
        }

        if (known is null)
        {
            var named = directory.UnitsOf(organisation.Id).Where(u => row.Names(u.Name)).ToList();
            var here = named.Where(u => u.ParentId == above?.Id).ToList();
            // Without a place the only one of that name is meant, wherever it lies.
            var meant = row.Parent.IsGiven || here.Count > 0 ? here : named;
            if (meant.Count > 1)
            {
                return Refused(RowError.Of(ImportField.NameFa, new RowUnitUnclear()));
            }

            known = meant.Count == 1 ? meant[0] : null;
        }

        return known is null ? AddUnit(row, organisation.Id, above) : ChangeUnit(row, known, above, directory);
    }

    /// <summary>A partner organisation of the row: that of its id, or of its name.</summary>
    public static OrgPlan OfPartner(OrgRow row, OrgDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(directory);
        if (row.Errors.Count > 0)
        {
            return Refused([.. row.Errors]);
        }

        DirectoryOrganisation? known;
        if (row.Id is { } id)
        {
            if ((known = directory.Organisation(id)) is not { Kind: OrganisationKind.Partner })
            {
                return Refused(RowError.Of(ImportField.OrgId, new RowOrgUnknown()));
            }
        }
        else
        {
            var named = directory.All.Where(o => row.Names(o.Name)).ToList();
            if (named.Count > 1 || named is [{ Kind: not OrganisationKind.Partner }])
            {
                return Refused(RowError.Of(ImportField.NameFa, new NameTaken()));
            }

            known = named.Count == 1 ? named[0] : null;
        }

        var name = row.Name(known?.Name);
        if (name.Fa.Length == 0 || name.En.Length == 0)
        {
            return Refused(RowError.Of(name.Fa.Length == 0 ? ImportField.NameFa : ImportField.NameEn, new RowNamesMissing()));
        }

        return known is null
            ? new(RowAction.Create, null, [], [ImportField.NameFa, ImportField.NameEn]) { Name = name }
            : Changed(OrgSnapshot.Of(known), [.. Renamed(known.Name, name)]) with { Name = name, OrganisationId = known.Id };
    }

    private static OrgPlan AddUnit(OrgRow row, Guid organisationId, DirectoryUnit? above)
    {
        var name = row.Name(null);
        if (name.Fa.Length == 0 || name.En.Length == 0)
        {
            return Refused(RowError.Of(name.Fa.Length == 0 ? ImportField.NameFa : ImportField.NameEn, new RowNamesMissing()));
        }

        if (above is not null && Unit.LevelOf(above.Path) >= Unit.MostLevels)
        {
            return Refused(RowError.Of(ImportField.ParentUnit, new UnitTooDeep(Unit.MostLevels)));
        }

        return new(RowAction.Create, null, [], above is null ? [ImportField.NameFa, ImportField.NameEn] : [ImportField.NameFa, ImportField.NameEn, ImportField.ParentUnit])
        {
            Name = name, OrganisationId = organisationId, ParentId = above?.Id,
        };
    }

    private static OrgPlan ChangeUnit(OrgRow row, DirectoryUnit known, DirectoryUnit? above, OrgDirectory directory)
    {
        var (name, parentId) = (row.Name(known.Name), row.Parent.IsGiven ? above?.Id : known.ParentId);
        if (above is not null && above.OrganisationId != known.OrganisationId)
        {
            return Refused(RowError.Of(ImportField.ParentUnit, new UnitOfAnotherOrganisation()));
        }

        if (parentId != known.ParentId && above?.Path.StartsWith(known.Path, StringComparison.Ordinal) == true)
        {
            return Refused(RowError.Of(ImportField.ParentUnit, new UnitBelowItself()));
        }

        if (directory.UnitsOf(known.OrganisationId).Any(u => u.Id != known.Id && u.ParentId == parentId && HasName(u.Name, name)))
        {
            return Refused(RowError.Of(ImportField.NameFa, new NameTaken()));
        }

        List<ImportField> changes = [.. Renamed(known.Name, name), .. parentId == known.ParentId ? Array.Empty<ImportField>() : [ImportField.ParentUnit]];
        return Changed(OrgSnapshot.Of(known), changes) with { Name = name, OrganisationId = known.OrganisationId, ParentId = parentId };
    }

    private static OrgPlan Changed(OrgSnapshot onRecord, IReadOnlyList<ImportField> changes) => new(changes.Count == 0 ? RowAction.Unchanged : RowAction.Update, onRecord, [], changes);

    private static IEnumerable<ImportField> Renamed(LocalText present, LocalText next)
    {
        if (present.Fa != next.Fa) { yield return ImportField.NameFa; }
        if (present.En != next.En) { yield return ImportField.NameEn; }
    }

    private static bool HasName(LocalText one, LocalText other) =>
        TextNormalizer.CompactKey(one.Fa) == TextNormalizer.CompactKey(other.Fa) || TextNormalizer.CompactKey(one.En) == TextNormalizer.CompactKey(other.En);

    private static OrgPlan Refused(params IReadOnlyList<RowError> errors) => new(RowAction.Error, null, errors, []);
}
