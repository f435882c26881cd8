using System.Text.Json;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>A current membership of a person, as an import sees it.</summary>
public sealed record MembershipSnapshot(Guid Id, Guid OrganisationId, Guid? UnitId, Audience Audience, string JobTitleFa, string JobTitleEn, string? PersonnelNumber)
{
    public LocalText JobTitle => new(JobTitleFa, JobTitleEn);
}

/// <summary>All that an import can change of a person, as it is at a moment. Two that are written the same are the same: by this a row is refused that was
/// planned on what has changed since.</summary>
/// <param name="UserName">Null: no account.</param>
/// <param name="Memberships">The current ones, the oldest first.</param>
public sealed record PersonSnapshot(
    Guid PersonId, string GivenName, string FamilyName, string? LatinGivenName, string? LatinFamilyName, string? Email, string? Mobile, bool IsActive, string? UserName,
    IReadOnlyList<MembershipSnapshot> Memberships)
{
    public PersonName Name => new(GivenName, FamilyName, LatinGivenName, LatinFamilyName);

    public static PersonSnapshot? Read(string? json) => string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<PersonSnapshot>(json);

    public string Write() => JsonSerializer.Serialize(this);
}
