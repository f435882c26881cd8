using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CustomerService.Platform;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CustomerService.Messages.Sending;

/// <summary>How a try to send ended.</summary>
internal enum MailOutcome
{
    Sent,

    /// <summary>The server refused this mail for good.</summary>
    Refused,

    /// <summary>The server could not take this mail now.</summary>
    Deferred,

    /// <summary>The server could not be used at all: no connection, no encryption, no sign-in, too slow.</summary>
    Unreachable,
}

/// <param name="Reply">What the server said, or the name of what failed; never an address.</param>
internal sealed record MailResult(MailOutcome Outcome, string? Reply);

/// <summary>Hands mails to the SMTP server. After one that could not reach it, it leaves the server alone for a while: a thousand mails
/// do not wait for a thousand timeouts.</summary>
public sealed partial class SmtpTransport(IOptionsMonitor<MailOptions> options, TimeProvider clock, ILogger<SmtpTransport> logger)
{
    private readonly Lock _lock = new();
    private (DateTime UntilUtc, string Reply)? _pause;

    /// <summary>Until when the server is left alone, and why; null: it may be tried.</summary>
    public (DateTime UntilUtc, string Reply)? Pause
    {
        get
        {
            lock (_lock)
            {
                return _pause is { } pause && pause.UntilUtc > clock.UtcNow() ? pause : null;
            }
        }
    }

    /// <summary>Tries to send. What the server does is an outcome, not an exception.</summary>
    internal async Task<MailResult> SendAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        var mailbox = options.CurrentValue;
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(mailbox.TimeoutSeconds), clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
        MailResult result;
        try
        {
            result = await TryAsync(mailbox, mail, limit.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            result = new(MailOutcome.Unreachable, "Timeout");
        }
        catch (Exception e) when (e is IOException or SocketException or ServiceNotConnectedException or ProtocolException or SslHandshakeException
            or MailKit.Security.AuthenticationException or System.Security.Authentication.AuthenticationException or NotSupportedException or CommandException or ServiceNotAuthenticatedException)
        {
            Unreachable(logger, e);
            result = new(MailOutcome.Unreachable, NameOf(e));
        }

        lock (_lock)
        {
            _pause = result.Outcome == MailOutcome.Unreachable ? (clock.UtcNow() + TimeSpan.FromSeconds(mailbox.PauseSeconds), result.Reply ?? "") : null;
        }

        return result;
    }

    private static async Task<MailResult> TryAsync(MailOptions mailbox, MimeMessage mail, CancellationToken cancellationToken)
    {
        // Revocation lists lie on the internet, which the academy does without.
        using var client = new SmtpClient { CheckCertificateRevocation = false, Timeout = mailbox.TimeoutSeconds * 1000 };
        if (mailbox.CertificateFingerprint.Length > 0)
        {
            var wanted = Convert.FromHexString(mailbox.CertificateFingerprint.Replace(":", "", StringComparison.Ordinal));
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None
                || (certificate is X509Certificate2 shown && CryptographicOperations.FixedTimeEquals(shown.GetCertHash(HashAlgorithmName.SHA256), wanted));
        }

        await client.ConnectAsync(mailbox.Host, mailbox.Port, mailbox.Security switch
        {
            MailSecurity.None => SecureSocketOptions.None,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            var other => throw new InvalidOperationException($"Unknown security {other}."),
        }, cancellationToken);
        if (mailbox.UserName.Length > 0)
        {
            await client.AuthenticateAsync(mailbox.UserName, mailbox.Password, cancellationToken);
        }

        MailResult result;
        try
        {
            result = new(MailOutcome.Sent, Shorten(await client.SendAsync(mail, cancellationToken), mail));
        }
        catch (SmtpCommandException e)
        {
            // The sender's address concerns every mail and can be mended in the settings: that is no fault of this mail.
            var isForGood = (int)e.StatusCode >= 500 && e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
            return new(isForGood ? MailOutcome.Refused : MailOutcome.Deferred, Shorten($"{(int)e.StatusCode} {e.Message}", mail));
        }

        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception e) when (e is IOException or ProtocolException or SocketException or CommandException)
        {
            // The mail was taken; how the server says goodbye does not matter.
        }

        return result;
    }

    private static string NameOf(Exception e) => e switch
    {
        SocketException socket => $"Socket: {socket.SocketErrorCode}",
        SmtpCommandException smtp => $"{(int)smtp.StatusCode} {smtp.GetType().Name}",
        _ => e.GetType().Name,
    };

    /// <summary>A server's words on one line, without the addresses of the mail.</summary>
    private static string Shorten(string reply, MimeMessage mail)
    {
        foreach (var mailbox in mail.To.Mailboxes.Concat(mail.From.Mailboxes))
        {
            reply = reply.Replace(mailbox.Address, "…", StringComparison.OrdinalIgnoreCase);
        }

        return string.Join(' ', reply.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [LoggerMessage(1, LogLevel.Warning, "The mail server could not be used")]
    private static partial void Unreachable(ILogger logger, Exception exception);
}
