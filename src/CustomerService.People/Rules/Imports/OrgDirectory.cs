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

    private readonly Dictionary<Guid, DirectoryUnit> _units = [];
    private readonly Dictionary<Guid, DirectoryOrganisation> _organisations = [];
    private readonly Dictionary<string, List<DirectoryUnit>> _unitsByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<DirectoryOrganisation>> _organisationsByName = new(StringComparer.Ordinal);
    private readonly ManagementPermissions _permissions;

    public OrgDirectory(IReadOnlyCollection<DirectoryOrganisation> organisations, IReadOnlyCollection<DirectoryUnit> units, ManagementPermissions permissions)
    {
        _permissions = permissions;
        foreach (var unit in units)
        {
            Put(unit);
        }

        foreach (var organisation in organisations)
        {
            Put(organisation);
        }
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

    public IReadOnlyCollection<DirectoryOrganisation> All => _organisations.Values;

    public IEnumerable<DirectoryUnit> UnitsOf(Guid organisationId) => _units.Values.Where(u => u.OrganisationId == organisationId);

    public DirectoryUnit? Unit(Guid id) => _units.GetValueOrDefault(id);

    /// <summary>Adds a unit, or puts it in the place of the one with its id.</summary>
    public void Put(DirectoryUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        Remove(unit.Id);
        _units.Add(unit.Id, unit);
        Name(_unitsByName, unit.Name, unit);
    }

    /// <summary>Adds an organisation, or puts it in the place of the one with its id.</summary>
    public void Put(DirectoryOrganisation organisation)
    {
        ArgumentNullException.ThrowIfNull(organisation);
        Remove(organisation.Id);
        _organisations.Add(organisation.Id, organisation);
        Name(_organisationsByName, organisation.Name, organisation);
    }

    /// <summary>Does to the directory what a plan does to the academy; units below one that moves go with it.</summary>
    /// <param name="id">Of what is planned.</param>
    public void Follow(ImportKind kind, OrgPlan plan, Guid id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (kind == ImportKind.Partners)
        {
            Put(new DirectoryOrganisation(id, OrganisationKind.Partner, plan.Name));
            return;
        }

        var path = $"{(plan.ParentId is { } parent ? _units[parent].Path : "/")}{id:N}/";
        if (Unit(id)?.Path is { } before && before != path)
        {
            foreach (var below in UnitsOf(plan.OrganisationId).Where(u => u.Id != id && u.Path.StartsWith(before, StringComparison.Ordinal)).ToList())
            {
                Put(below with { Path = path + below.Path[before.Length..] });
            }
        }

        Put(new DirectoryUnit(id, plan.OrganisationId, plan.ParentId, plan.Name, path));
    }

    /// <summary>Forgets a unit or an organisation.</summary>
    public void Remove(Guid id)
    {
        if (_units.Remove(id, out var unit))
        {
            Unname(_unitsByName, unit.Name, unit);
        }

        if (_organisations.Remove(id, out var organisation))
        {
            Unname(_organisationsByName, organisation.Name, organisation);
        }
    }

    public IReadOnlyList<DirectoryOrganisation> Organisations(string name) => [.. _organisationsByName.GetValueOrDefault(TextNormalizer.CompactKey(name)) ?? []];

    /// <summary>The units of this name, or of these names from an upper unit down, separated by slashes.</summary>
    /// <param name="organisationId">Null: of any organisation.</param>
    public IReadOnlyList<DirectoryUnit> Units(string name, Guid? organisationId)
    {
        ArgumentNullException.ThrowIfNull(name);
        var whole = Of(UnitsNamed(TextNormalizer.CompactKey(name)), organisationId);
        if (whole.Count > 0 || name.AsSpan().IndexOfAny(AnySeparator) < 0)
        {
            return whole;
        }

        var names = name.Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(TextNormalizer.CompactKey).ToList();
        var found = names.Count == 0 ? [] : Of(UnitsNamed(names[^1]), organisationId).Where(u => IsBelow(u, names, names.Count - 2)).ToList();
        return found.Count > 0 ? found : ByPath(TextNormalizer.CompactKey(name), organisationId);
    }

    /// <summary>By the whole way down to it, as an export writes it: a name may hold a slash itself.</summary>
    private List<DirectoryUnit> ByPath(string key, Guid? organisationId) => Of(
        _units.Values.Where(u => TextNormalizer.CompactKey(PathOf(u.Id, Language.Persian)) == key || TextNormalizer.CompactKey(PathOf(u.Id, Language.English)) == key), organisationId);

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

    private List<DirectoryUnit> UnitsNamed(string key) => _unitsByName.GetValueOrDefault(key) ?? [];

    private static List<DirectoryUnit> Of(IEnumerable<DirectoryUnit> units, Guid? organisationId) => [.. units.Where(u => organisationId is null || u.OrganisationId == organisationId).Distinct()];

    private static void Name<T>(Dictionary<string, List<T>> byName, LocalText name, T one)
    {
        foreach (var key in KeysOf(name))
        {
            if (!byName.TryGetValue(key, out var named))
            {
                byName.Add(key, named = []);
            }

            named.Add(one);
        }
    }

    private static void Unname<T>(Dictionary<string, List<T>> byName, LocalText name, T one)
    {
        foreach (var key in KeysOf(name))
        {
            byName[key].Remove(one);
        }
    }

    private static IEnumerable<string> KeysOf(LocalText name) => new[] { name.Fa, name.En }.Select(TextNormalizer.CompactKey).Where(key => key.Length > 0).Distinct();
}
