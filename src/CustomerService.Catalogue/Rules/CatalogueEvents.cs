using CustomerService.Platform.Events;

namespace CustomerService.Catalogue.Rules;

/// <summary>A course has a new current revision; <paramref name="Number"/> 1 means the course is new.</summary>
public sealed record CoursePublished(string CourseId, Guid RevisionId, int Number, DateTime AtUtc) : IDomainEvent;
