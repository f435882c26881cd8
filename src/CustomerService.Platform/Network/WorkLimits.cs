using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Network;

/// <summary>Configuration section <c>RateLimits</c>: how much costly work one person may ask for in an hour, on one node.</summary>
public sealed class WorkLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Exports of the matrix.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:ExportsPerHour must be between 1 and 1000000.")]
    public int ExportsPerHour { get; set; } = 60;

    /// <summary>Prints of many certificates.</summary>
    [Range(1, 1_000_000, ErrorMessage = "RateLimits:PrintsPerHour must be between 1 and 1000000.")]
    public int PrintsPerHour { get; set; } = 30;
}

/// <summary>Costly work that people asked for in the last hour: nobody, and no script in somebody's name, keeps a node or its browser busy alone.</summary>
public sealed class WorkLimits(TimeProvider clock, IOptions<WorkLimitOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly FailureWindow _exports = new(clock, options.Value.ExportsPerHour, Hour);
    private readonly FailureWindow _prints = new(clock, options.Value.PrintsPerHour, Hour);

    /// <summary>Counts an export.</summary>
    /// <returns>Null: it may be made; otherwise when the next one may.</returns>
    public DateTime? TakeExport(Guid personId) => Take(_exports, personId);

    /// <summary>Counts a print of many certificates.</summary>
    /// <inheritdoc cref="TakeExport" path="/returns"/>
    public DateTime? TakePrint(Guid personId) => Take(_prints, personId);

    private static DateTime? Take(FailureWindow window, Guid personId)
    {
        var key = personId.ToString("N");
        if (window.ClosedUntilUtc(key) is { } closed)
        {
            return closed;
        }

        window.Count(key);
        return null;
    }
}

/// <summary>The person asked for too much of this work.</summary>
public sealed record TooMuchWork(DateTime UntilUtc) : Refusal("too-much-work")
{
    public override IReadOnlyList<object?> Arguments => [UntilUtc];
}
