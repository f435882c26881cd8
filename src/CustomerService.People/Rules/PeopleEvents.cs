using CustomerService.Platform.Events;

namespace CustomerService.People.Rules;

/// <summary>A person took a place in an organisation, and so belongs to an audience.</summary>
public sealed record PersonJoined(Guid PersonId, Guid MembershipId, Guid OrganisationId, Audience Audience, DateTime AtUtc) : IDomainEvent;
