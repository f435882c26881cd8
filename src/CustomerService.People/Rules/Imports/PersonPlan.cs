using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>What an import does with a row.</summary>
public enum RowAction
{
    /// <summary>Not planned yet.</summary>
    None,
    Create,
    Update,
    Deactivate,
    Reactivate,
    Unchanged,
    Error,
}

/// <summary>A membership that a row asks for.</summary>
/// <param name="FromId">The membership that it replaces; null: the person has none.</param>
public sealed record PlannedMembership(Guid? FromId, Guid OrganisationId, Guid? UnitId, Audience Audience, LocalText JobTitle, string? PersonnelNumber);

/// <summary>What a row of people comes to, beside what is on record.</summary>
/// <param name="Changes">The columns that change something, for the reader.</param>
public sealed record PersonPlan(RowAction Action, IReadOnlyList<RowError> Errors, IReadOnlyList<ImportField> Changes)
{
    /// <summary>As it is to be.</summary>
    public PersonName Name { get; private init; } = new("", "");
    public string? Email { get; private init; }
    public string? Mobile { get; private init; }

    /// <summary>Whether name or contact change.</summary>
    public bool ChangesDetails { get; private init; }

    /// <summary>Null: memberships stay.</summary>
    public PlannedMembership? Membership { get; private init; }

    /// <summary>The user name of an account to be opened; null: none.</summary>
    public string? UserName { get; private init; }

    /// <summary>Null: stays.</summary>
    public bool? IsActive { get; private init; }
    public Language Language { get; private init; }
    public DateOnly? StartDate { get; private init; }

    public static PersonPlan Refused(params IReadOnlyList<RowError> errors) => new(RowAction.Error, errors, []);

    /// <summary>Decides what the row does. Whether contacts and names belong to others is found out before, in the database.</summary>
    /// <param name="onRecord">The person that the row is about; null: nobody in the academy.</param>
    /// <param name="isOneself">Whether that is the importer.</param>
    public static PersonPlan Of(PersonRow row, PersonSnapshot? onRecord, OrgDirectory directory, bool isOneself)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(directory);
        return row.Errors.Count > 0 ? Refused(row.Errors) : onRecord is null ? Create(row, directory) : Change(row, onRecord, directory, isOneself);
    }

    private static PersonPlan Create(PersonRow row, OrgDirectory directory)
    {
        if (row.IsActive == false)
        {
            return Refused(RowError.Of(ImportField.State, new RowNobodyToDeactivate()));
        }

        if (row.PersonId is not null)
        {
            return Refused(RowError.Of(ImportField.PersonId, new RowPersonUnknown()));
        }

        var name = new PersonName(row.GivenName.Value ?? "", row.FamilyName.Value ?? "", row.LatinGivenName.Value, row.LatinFamilyName.Value);
        if (name.GivenName.Length == 0 && name.FamilyName.Length == 0)
        {
            return Refused(RowError.Of(ImportField.FamilyName, new RowNameMissing()));
        }

        var (membership, error) = Target(row, null, directory);
        return error is not null ? Refused(error) : new(RowAction.Create, [], GivenOf(row))
        {
            Name = name, Email = row.Email.Value, Mobile = row.Mobile.Value, Membership = membership, UserName = row.UserName, Language = row.Language ?? Language.Persian, StartDate = row.StartDate,
        };
    }

    private static PersonPlan Change(PersonRow row, PersonSnapshot onRecord, OrgDirectory directory, bool isOneself)
    {
        var errors = new List<RowError>();
        var changes = new List<ImportField>();
        var name = new PersonName(
            Kept(row.GivenName, onRecord.GivenName, ImportField.GivenName) ?? "", Kept(row.FamilyName, onRecord.FamilyName, ImportField.FamilyName) ?? "",
            Kept(row.LatinGivenName, onRecord.LatinGivenName, ImportField.LatinGivenName), Kept(row.LatinFamilyName, onRecord.LatinFamilyName, ImportField.LatinFamilyName));
        if (name.GivenName.Length == 0 && name.FamilyName.Length == 0)
        {
            errors.Add(RowError.Of(ImportField.FamilyName, new RowNameMissing()));
        }

        var (email, mobile) = (Kept(row.Email, onRecord.Email, ImportField.Email), Kept(row.Mobile, onRecord.Mobile, ImportField.Mobile));
        if (isOneself && (email != onRecord.Email || mobile != onRecord.Mobile))
        {
            errors.Add(RowError.Of(email != onRecord.Email ? ImportField.Email : ImportField.Mobile, new RowOfOneself()));
        }

        var changesDetails = changes.Count > 0;
        var (membership, error) = Target(row, onRecord, directory);
        if (error is not null)
        {
            errors.Add(error);
        }
        else if (membership is not null)
        {
            changes.AddRange(Differences(membership, onRecord));
        }

        var opens = row.UserName is not null && onRecord.UserName is null;
        if (row.UserName is { } userName && onRecord.UserName is { } present && TextNormalizer.Key(present) != TextNormalizer.Key(userName))
        {
            errors.Add(RowError.Of(ImportField.UserName, new RowUserNameFixed()));
        }
        else if (opens)
        {
            changes.Add(ImportField.UserName);
        }

        bool? active = row.IsActive is { } wanted && wanted != onRecord.IsActive ? wanted : null;
        if (active is not null)
        {
            changes.Add(ImportField.State);
            if (isOneself)
            {
                errors.Add(RowError.Of(ImportField.State, new NotOneself()));
            }
        }

        if (errors.Count > 0)
        {
            return Refused(errors);
        }

        var action = active switch
        {
            false => RowAction.Deactivate,
            true => RowAction.Reactivate,
            null => changes.Count > 0 ? RowAction.Update : RowAction.Unchanged,
        };
        return new(action, [], changes)
        {
            Name = name, Email = email, Mobile = mobile, ChangesDetails = changesDetails, Membership = membership, UserName = opens ? row.UserName : null, IsActive = active,
        };

        string? Kept(Given<string> given, string? before, ImportField field)
        {
            var after = given.Or(before);
            if ((after ?? "") != (before ?? ""))
            {
                changes.Add(field);
            }

            return after;
        }
    }

    /// <summary>The membership that the row asks for; none where it is on record already.</summary>
    private static (PlannedMembership? Membership, RowError? Error) Target(PersonRow row, PersonSnapshot? onRecord, OrgDirectory directory)
    {
        var saysPlace = row.OrganisationId is not null || row.UnitId.IsGiven;
        if (onRecord is not null && !saysPlace && row.Audience is null && !row.JobTitleFa.IsGiven && !row.JobTitleEn.IsGiven && !row.PersonnelNumber.IsGiven)
        {
            return (null, null);
        }

        var held = onRecord?.Memberships ?? [];
        var unitsOwner = row.UnitId.Value is { } given ? directory.OrganisationOf(given) : null;
        var present = held switch
        {
            [] => null,
            [var only] => only,
            _ => Only(held, m => row.PersonnelNumber.Value is { } number && m.PersonnelNumber == CustomerService.People.Rules.Membership.CanonicalNumber(number))
                ?? Only(held, m => saysPlace && (row.OrganisationId ?? unitsOwner ?? m.OrganisationId) == m.OrganisationId && (!row.UnitId.IsGiven || row.UnitId.Value == m.UnitId))
                ?? held.FirstOrDefault(m => !Differs(Planned(row, m, directory, unitsOwner), m)),
        };
        if (present is null && held.Count > 1)
        {
            return (null, RowError.Of(null, new RowMembershipUnclear()));
        }

        var target = Planned(row, present, directory, unitsOwner);
        if (target is null)
        {
            return (null, RowError.Of(ImportField.Organisation, new RowOrganisationMissing()));
        }

        if (present is not null && !Differs(target, present))
        {
            return (null, null);
        }

        return directory.Refusal(target.OrganisationId, target.UnitId, target.Audience) is { } refusal
            ? (null, RowError.Of(refusal is AudienceRefused ? ImportField.Audience : row.UnitId.IsGiven ? ImportField.Unit : ImportField.Organisation, refusal))
            : (target, null);
    }

    private static PlannedMembership? Planned(PersonRow row, MembershipSnapshot? present, OrgDirectory directory, Guid? unitsOwner)
    {
        var organisation = row.OrganisationId ?? unitsOwner ?? present?.OrganisationId ?? directory.Default?.Id;
        if (organisation is not { } organisationId)
        {
            return null;
        }

        // Another organisation without a unit: in no unit there.
        var unit = row.UnitId.IsGiven ? row.UnitId.Value : present?.OrganisationId == organisationId ? present.UnitId : null;
        var audiences = directory.Organisation(organisationId) is { } known ? OrganisationAudiences.Of(known.Kind) : [];
        var audience = row.Audience ?? (present is not null && (audiences.Count == 0 || audiences.Contains(present.Audience)) ? present.Audience : audiences.Count > 0 ? audiences[0] : Audience.Frontline);
        return new(
            present?.Id, organisationId, unit, audience,
            new LocalText(row.JobTitleFa.Or(present?.JobTitleFa) ?? "", row.JobTitleEn.Or(present?.JobTitleEn) ?? ""),
            row.PersonnelNumber.Or(present?.PersonnelNumber) is { Length: > 0 } number ? CustomerService.People.Rules.Membership.CanonicalNumber(number) : null);
    }

    private static bool Differs(PlannedMembership? target, MembershipSnapshot present) => target is null
        || (target.OrganisationId, target.UnitId, target.Audience, target.JobTitle.Fa, target.JobTitle.En, target.PersonnelNumber)
            != (present.OrganisationId, present.UnitId, present.Audience, present.JobTitleFa, present.JobTitleEn, present.PersonnelNumber);

    private static IEnumerable<ImportField> Differences(PlannedMembership target, PersonSnapshot onRecord)
    {
        var present = onRecord.Memberships.FirstOrDefault(m => m.Id == target.FromId);
        if (present?.OrganisationId != target.OrganisationId) { yield return ImportField.Organisation; }
        if (present?.UnitId != target.UnitId) { yield return ImportField.Unit; }
        if (present?.Audience != target.Audience) { yield return ImportField.Audience; }
        if ((present?.JobTitleFa ?? "") != target.JobTitle.Fa) { yield return ImportField.JobTitleFa; }
        if ((present?.JobTitleEn ?? "") != target.JobTitle.En) { yield return ImportField.JobTitleEn; }
        if (present?.PersonnelNumber != target.PersonnelNumber) { yield return ImportField.PersonnelNumber; }
    }

    private static MembershipSnapshot? Only(IReadOnlyList<MembershipSnapshot> held, Func<MembershipSnapshot, bool> fits) => held.Where(fits).Take(2).ToList() is [var only] ? only : null;

    private static IReadOnlyList<ImportField> GivenOf(PersonRow row) =>
    [
        .. new (ImportField Field, bool IsGiven)[]
        {
            (ImportField.GivenName, row.GivenName.IsGiven), (ImportField.FamilyName, row.FamilyName.IsGiven), (ImportField.Email, row.Email.IsGiven),
            (ImportField.Mobile, row.Mobile.IsGiven), (ImportField.UserName, row.UserName is not null), (ImportField.Unit, row.UnitId.IsGiven),
        }.Where(f => f.IsGiven).Select(f => f.Field),
    ];
}
