using CustomerService.Platform.Events;

namespace CustomerService.People.Rules;

/// <summary>A person gained a membership, and so belongs to an audience.</summary>
public sealed record PersonJoined(Guid PersonId, Guid MembershipId, Guid OrganisationId, Audience Audience, DateTime AtUtc) : IDomainEvent;
