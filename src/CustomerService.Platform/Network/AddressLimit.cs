using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Network;

/// <summary>What addresses may get wrong, of one kind. What is counted and what is refused leaves a line in the log, with the address and nothing that
/// was typed.</summary>
/// <param name="kind">For the log, in a few words.</param>
public sealed partial class AddressLimit(string kind, FailureWindow window, ILogger<AddressLimit> logger)
{
    /// <param name="address">Of <see cref="ClientAddress"/>.</param>
    /// <returns>When the address may try again; null: now.</returns>
    public DateTime? ClosedUntilUtc(string address)
    {
        var until = window.ClosedUntilUtc(address);
        if (until is not null)
        {
            Refused(logger, kind, address);
        }

        return until;
    }

    /// <summary>Counts one of the address.</summary>
    /// <inheritdoc cref="FailureWindow.Count" path="/returns"/>
    public DateTime? Count(string address)
    {
        var until = window.Count(address);
        if (until is null)
        {
            Counted(logger, kind, address);
        }
        else
        {
            Closed(logger, kind, address);
        }

        return until;
    }

    [LoggerMessage(1, LogLevel.Information, "Counted: {Kind}, from {Address}")]
    private static partial void Counted(ILogger logger, string kind, string address);

    [LoggerMessage(2, LogLevel.Warning, "Too many: {Kind}, from {Address}, which is closed for a while")]
    private static partial void Closed(ILogger logger, string kind, string address);

    [LoggerMessage(3, LogLevel.Information, "Refused to a closed address: {Kind}, from {Address}")]
    private static partial void Refused(ILogger logger, string kind, string address);
}
