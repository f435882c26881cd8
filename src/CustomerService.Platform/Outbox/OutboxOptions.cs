using System.ComponentModel.DataAnnotations;

namespace CustomerService.Platform.Outbox;

/// <summary>Configuration section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Messages that a node handles concurrently: a long print job does not delay quick messages.</summary>
    [Range(1, 16, ErrorMessage = "Outbox:Parallel must be between 1 and 16.")]
    public int Parallel { get; set; } = 2;
}
