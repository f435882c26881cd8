using CustomerService.Platform.Events;

namespace CustomerService.People.Rules;

/// <summary>A person gained a membership, and so belongs to an audience.</summary>
public sealed record PersonJoined(Guid PersonId, Guid MembershipId, Guid OrganisationId, Audience Audience, DateTime AtUtc) : IDomainEvent;

/// <summary>A membership of a person ended. Another may have begun in the same transaction.</summary>
public sealed record MembershipEnded(Guid PersonId, Guid MembershipId, Guid OrganisationId, Audience Audience, DateTime AtUtc) : IDomainEvent;

/// <summary>A person gained or lost a role.</summary>
public sealed record RolesChanged(Guid PersonId, DateTime AtUtc) : IDomainEvent;

/// <summary>A person was deactivated or reactivated.</summary>
public sealed record ActivityChanged(Guid PersonId, bool IsActive, DateTime AtUtc) : IDomainEvent;

/// <summary>A unit is below another one than before, with all below it.</summary>
public sealed record UnitMoved(Guid UnitId, DateTime AtUtc) : IDomainEvent;

/// <summary>A unit was closed into another one: its people, its managers and the units below it went there.</summary>
public sealed record UnitMerged(Guid UnitId, Guid IntoId, DateTime AtUtc) : IDomainEvent;

/// <summary>The office opened an account for a person.</summary>
/// <param name="IsInvited">Whether the person chooses the first password by a link; otherwise the office hands one over.</param>
public sealed record AccountOpened(Guid PersonId, bool IsInvited, DateTime AtUtc) : IDomainEvent;

/// <summary>A person has an e-mail address that nothing proves yet, and can confirm it.</summary>
public sealed record EmailToConfirm(Guid PersonId, DateTime AtUtc) : IDomainEvent;

/// <summary>An account has another password, whoever changed it.</summary>
public sealed record PasswordChanged(Guid PersonId, DateTime AtUtc) : IDomainEvent;

/// <summary>A second factor of an account was added or taken away, whoever did it.</summary>
public sealed record SecondFactorChanged(Guid PersonId, DateTime AtUtc) : IDomainEvent;
