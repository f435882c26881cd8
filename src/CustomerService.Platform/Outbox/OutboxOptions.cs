using System.ComponentModel.DataAnnotations;

namespace CustomerService.Platform.Outbox;

/// <summary>Section <c>Outbox</c> of the configuration.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>Messages that a node works on at once: a long print does not hold up what is quick.</summary>
    [Range(1, 16, ErrorMessage = "Outbox:Parallel must be between 1 and 16.")]
    public int Parallel { get; set; } = 2;
}
