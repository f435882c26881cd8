using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

public enum OrganisationKind
{
    /// <summary>The organisation that runs the academy, with its unit tree.</summary>
    Employer,

    /// <summary>A distributor or sales agency whose agents complete partner training (سازمان همکار).</summary>
    Partner,

    /// <summary>The organisation that registered customers belong to.</summary>
    Customers,
}

public sealed class Organisation
{
    private Organisation() { }

    public Organisation(Guid id, OrganisationKind kind, LocalText name, DateTime createdAtUtc)
    {
        Id = id;
        Kind = kind;
        Name = name;
        CreatedAtUtc = createdAtUtc;
    }

    public Guid Id { get; private set; }
    public OrganisationKind Kind { get; private set; }
    public LocalText Name { get; private set; } = LocalText.Empty;
    public DateTime CreatedAtUtc { get; private set; }

    public void Rename(LocalText name) => Name = name;
}

/// <summary>A department or branch. The path of ids from the root makes "this unit and all below it" a single comparison.</summary>
public sealed class Unit
{
    private Unit() { }

    public Unit(Guid id, Guid organisationId, Unit? parent, LocalText name)
    {
        Id = id;
        OrganisationId = organisationId;
        ParentId = parent?.Id;
        Name = name;
        Path = $"{parent?.Path ?? "/"}{id:N}/";
    }

    public Guid Id { get; private set; }
    public Guid OrganisationId { get; private set; }
    public Guid? ParentId { get; private set; }
    public LocalText Name { get; private set; } = LocalText.Empty;

    /// <summary><c>/rootid/…/id/</c>.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Since when nobody can be placed there; null: open. A closed unit is kept, because history names it.</summary>
    public DateTime? ClosedAtUtc { get; private set; }

    public bool IsClosed => ClosedAtUtc is not null;

    /// <summary>How many levels a tree of units may have: its paths must fit their column.</summary>
    public const int MostLevels = 12;

    /// <summary>1 for a topmost unit.</summary>
    public int Level => LevelOf(Path);

    /// <summary>The level of a unit with this path.</summary>
    public static int LevelOf(string path) => path.Count(sign => sign == '/') - 1;

    public void Rename(LocalText name) => Name = name;

    /// <returns>Done, or <see cref="UnitClosed"/>: it is closed already.</returns>
    public Result Close(DateTime atUtc)
    {
        if (IsClosed)
        {
            return new UnitClosed();
        }

        ClosedAtUtc = atUtc;
        return Result.Done;
    }

    /// <param name="parent">The unit above it.</param>
    /// <returns>Done, or <see cref="UnitClosed"/>: the unit above is closed.</returns>
    public Result Reopen(Unit? parent)
    {
        if (parent is { IsClosed: true })
        {
            return new UnitClosed();
        }

        ClosedAtUtc = null;
        return Result.Done;
    }

    /// <summary>Moves the unit, with all units below it, within its organisation.</summary>
    /// <param name="parent">The unit above it from now on; null: it becomes a topmost one.</param>
    /// <param name="below">All units below it; their paths follow.</param>
    /// <returns>Done, <see cref="UnitBelowItself"/>, <see cref="UnitOfAnotherOrganisation"/>, <see cref="UnitClosed"/> or <see cref="UnitTooDeep"/>.</returns>
    public Result MoveBelow(Unit? parent, IReadOnlyCollection<Unit> below)
    {
        if (parent is not null && parent.OrganisationId != OrganisationId)
        {
            return new UnitOfAnotherOrganisation();
        }

        if (parent?.Path.StartsWith(Path, StringComparison.Ordinal) == true)
        {
            return new UnitBelowItself();
        }

        if (IsClosed || parent is { IsClosed: true })
        {
            return new UnitClosed();
        }

        var path = $"{parent?.Path ?? "/"}{Id:N}/";
        if (LevelOf(path) - Level + below.Select(u => u.Level).Append(Level).Max() > MostLevels)
        {
            return new UnitTooDeep(MostLevels);
        }

        foreach (var unit in below)
        {
            unit.Path = path + unit.Path[Path.Length..];
        }

        (ParentId, Path) = (parent?.Id, path);
        return Result.Done;
    }
}

/// <summary>A person's membership in an organisation, with the audience. A person may have several; an ended one is kept as history.</summary>
public sealed class Membership
{
    private Membership() { }

    public Membership(Guid id, Guid personId, Guid organisationId, Guid? unitId, Audience audience, LocalText? jobTitle, string? personnelNumber, DateTime startedAtUtc)
    {
        Id = id;
        PersonId = personId;
        OrganisationId = organisationId;
        UnitId = unitId;
        Audience = audience;
        JobTitle = jobTitle ?? LocalText.Empty;
        PersonnelNumber = string.IsNullOrWhiteSpace(personnelNumber) ? null : CanonicalNumber(personnelNumber);
        StartedAtUtc = startedAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid OrganisationId { get; private set; }
    public Guid? UnitId { get; private set; }
    public Audience Audience { get; private set; }
    public LocalText JobTitle { get; private set; } = LocalText.Empty;

    /// <summary>As <see cref="CanonicalNumber"/>, so that searches find it however it is typed.</summary>
    public string? PersonnelNumber { get; private set; }
    public DateTime StartedAtUtc { get; private set; }
    public DateTime? EndedAtUtc { get; private set; }

    public void End(DateTime atUtc) => EndedAtUtc = atUtc;

    /// <summary>Goes on in another unit of the same organisation: its own was merged into that.</summary>
    public void FollowInto(Guid unitId) => UnitId = unitId;

    /// <summary>The stored and compared form of a personnel number: ASCII digits, capital letters, no spaces.</summary>
    public static string CanonicalNumber(string typed) => TextNormalizer.CompactKey(typed).ToUpperInvariant();
}

/// <summary>A role and its scope: a unit with all below it, an organisation, or everything if both are null.</summary>
public sealed class RoleGrant
{
    private RoleGrant() { }

    public RoleGrant(Guid id, Guid personId, Role role, Guid? organisationId, Guid? unitId, DateTime grantedAtUtc)
    {
        Id = id;
        PersonId = personId;
        Role = role;
        OrganisationId = organisationId;
        UnitId = unitId;
        GrantedAtUtc = grantedAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public Role Role { get; private set; }
    public Guid? OrganisationId { get; private set; }
    public Guid? UnitId { get; private set; }
    public DateTime GrantedAtUtc { get; private set; }

    /// <summary>The role holds for another unit from now on: its own was merged into that.</summary>
    public void FollowInto(Guid unitId) => UnitId = unitId;
}
