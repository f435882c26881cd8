using System.Text.Json;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <summary>All that an import can change of a unit or a partner organisation, as it is at a moment. Two that are written the same are the same.</summary>
/// <param name="OrganisationId">Of a unit; of an organisation itself its own id.</param>
/// <param name="ParentId">The unit above; null for a topmost one, and for an organisation.</param>
public sealed record OrgSnapshot(Guid Id, Guid OrganisationId, Guid? ParentId, string NameFa, string NameEn)
{
    public LocalText Name => new(NameFa, NameEn);

    public static OrgSnapshot Of(DirectoryUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new(unit.Id, unit.OrganisationId, unit.ParentId, unit.Name.Fa, unit.Name.En);
    }

    public static OrgSnapshot Of(DirectoryOrganisation organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        return new(organisation.Id, organisation.Id, null, organisation.Name.Fa, organisation.Name.En);
    }

    public static OrgSnapshot? Read(string? json) => string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<OrgSnapshot>(json);

    public string Write() => JsonSerializer.Serialize(this);
}
