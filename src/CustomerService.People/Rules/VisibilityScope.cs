namespace CustomerService.People.Rules;

/// <summary>Whose records a person may see besides their own. Built from the role grants in the database, never from a request.</summary>
/// <param name="PersonId">The user, who is always in scope.</param>
/// <param name="Everybody">HR or administration of the whole academy.</param>
/// <param name="OrganisationIds">All people of these organisations.</param>
/// <param name="UnitPaths">All people of these units and the units below them.</param>
public sealed record VisibilityScope(Guid PersonId, bool Everybody, IReadOnlyList<Guid> OrganisationIds, IReadOnlyList<string> UnitPaths);
