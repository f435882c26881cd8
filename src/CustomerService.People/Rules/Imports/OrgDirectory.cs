using System.Buffers;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules.Imports;

/// <param name="Path">As <see cref="Unit.Path"/>.</param>
public sealed record DirectoryUnit(Guid Id, Guid OrganisationId, Guid? ParentId, LocalText Name, string Path);

public sealed record DirectoryOrganisation(Guid Id, OrganisationKind Kind, LocalText Name);

/// <summary>The organisations and units that somebody sees, to be found by the names that people write in a file.</summary>
public sealed class OrgDirectory
{
    private const string Separators = "/\\>›»|";

    private static readonly SearchValues<char> AnySeparator = SearchValues.Create(Separators);

    private readonly Dictionary<Guid, DirectoryUnit> _units;
    private readonly Dictionary<Guid, DirectoryOrganisation> _organisations;
    private readonly ILookup<string, DirectoryUnit> _unitsByName;
    private readonly ILookup<string, DirectoryOrganisation> _organisationsByName;
    private readonly ManagementPermissions _permissions;

    public OrgDirectory(IReadOnlyCollection<DirectoryOrganisation> organisations, IReadOnlyCollection<DirectoryUnit> units, ManagementPermissions permissions)
    {
        _permissions = permissions;
        _organisations = organisations.ToDictionary(o => o.Id);
        _units = units.ToDictionary(u => u.Id);
        _unitsByName = Named(units, u => u.Name);
        _organisationsByName = Named(organisations, o => o.Name);
    }

    /// <summary>Where a person goes whose row names neither organisation nor unit: the only organisation, or the employer.</summary>
    public DirectoryOrganisation? Default => _organisations.Count == 1 ? _organisations.Values.First() : _organisations.Values.FirstOrDefault(o => o.Kind == OrganisationKind.Employer);

    public ManagementPermissions Permissions => _permissions;

    /// <summary>The organisation of a unit.</summary>
    public Guid? OrganisationOf(Guid unitId) => _units.GetValueOrDefault(unitId)?.OrganisationId;

    /// <summary>The path of a unit, as scopes compare it; null for one that is not seen.</summary>
    public string? PathKeyOf(Guid unitId) => _units.GetValueOrDefault(unitId)?.Path;

    /// <summary>Whether a membership there is one that the reader sees: that of a unit seen, or of an organisation in which all is seen.</summary>
    public bool Sees(Guid organisationId, Guid? unitId) => (unitId is { } unit && _units.ContainsKey(unit))
        || _permissions.Grants.Any(g => g.OrganisationId == organisationId && g.UnitPath is null);

    public DirectoryOrganisation? Organisation(Guid id) => _organisations.GetValueOrDefault(id);

    public IReadOnlyList<DirectoryOrganisation> Organisations(string name) => [.. _organisationsByName[TextNormalizer.CompactKey(name)].Distinct()];

    /// <summary>The units of this name, or of these names from an upper unit down, separated by slashes.</summary>
    /// <param name="organisationId">Null: of any organisation.</param>
    public IReadOnlyList<DirectoryUnit> Units(string name, Guid? organisationId)
    {
        ArgumentNullException.ThrowIfNull(name);
        var whole = Of(_unitsByName[TextNormalizer.CompactKey(name)], organisationId);
        if (whole.Count > 0 || name.AsSpan().IndexOfAny(AnySeparator) < 0)
        {
            return whole;
        }

        var names = name.Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TextNormalizer.CompactKey).ToList();
        return names.Count == 0 ? [] : [.. Of(_unitsByName[names[^1]], organisationId).Where(u => IsBelow(u, names, names.Count - 2))];
    }

    /// <summary>The names from the topmost visible unit down to this one.</summary>
    public string PathOf(Guid unitId, Language language)
    {
        var names = new List<string>();
        for (var unit = _units.GetValueOrDefault(unitId); unit is not null; unit = unit.ParentId is { } parent ? _units.GetValueOrDefault(parent) : null)
        {
            names.Insert(0, language == Language.Persian ? unit.Name.Fa : unit.Name.En);
        }

        return string.Join(" / ", names);
    }

    /// <summary>Whether a membership is valid and may be added.</summary>
    /// <returns>Null, <see cref="AudienceRefused"/> or <see cref="MembershipRefused"/>.</returns>
    public Platform.Refusal? Refusal(Guid organisationId, Guid? unitId, Audience audience)
    {
        if (Organisation(organisationId) is not { } organisation || (unitId is { } id && _units.GetValueOrDefault(id)?.OrganisationId != organisationId))
        {
            return new MembershipRefused();
        }

        return !OrganisationAudiences.Of(organisation.Kind).Contains(audience) ? new AudienceRefused()
            : !_permissions.MayAddMembership(new Placement(organisationId, unitId is { } unit ? _units[unit].Path : null, audience)) ? new MembershipRefused()
            : null;
    }

    private bool IsBelow(DirectoryUnit unit, List<string> names, int last)
    {
        for (var parent = Parent(unit); last >= 0; parent = Parent(parent), last--)
        {
            if (parent is null || (TextNormalizer.CompactKey(parent.Name.Fa) != names[last] && TextNormalizer.CompactKey(parent.Name.En) != names[last]))
            {
                return false;
            }
        }

        return true;
    }

    private DirectoryUnit? Parent(DirectoryUnit? unit) => unit?.ParentId is { } parent ? _units.GetValueOrDefault(parent) : null;

    private static List<DirectoryUnit> Of(IEnumerable<DirectoryUnit> units, Guid? organisationId) => [.. units.Where(u => organisationId is null || u.OrganisationId == organisationId).Distinct()];

    private static ILookup<string, T> Named<T>(IEnumerable<T> all, Func<T, LocalText> name) =>
        all.SelectMany(one => new[] { name(one).Fa, name(one).En }.Select(n => (Key: TextNormalizer.CompactKey(n), One: one))).Where(n => n.Key.Length > 0).Distinct().ToLookup(n => n.Key, n => n.One);
}
