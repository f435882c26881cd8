using System.Net;
using System.Text.RegularExpressions;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages;

/// <summary>Says in a sentence what is wrong with the settings of mail: at start, and whenever they change.</summary>
internal sealed partial class MailOptionsValidator(PublicAddress address) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var wrong = Problems(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private IEnumerable<string> Problems(MailOptions o)
    {
        if (o.Port is < 1 or > 65535)
        {
            yield return "Mail:Port must be between 1 and 65535.";
        }

        if (!Enum.IsDefined(o.Security))
        {
            yield return "Mail:Security must be one of None, StartTls, Tls.";
        }

        if (o.TimeoutSeconds is < 1 or > 300)
        {
            yield return "Mail:TimeoutSeconds must be between 1 and 300.";
        }

        if (o.PauseSeconds is < 1 or > 3600)
        {
            yield return "Mail:PauseSeconds must be between 1 and 3600.";
        }

        if (o.RetryHours is < 1 or > 168)
        {
            yield return "Mail:RetryHours must be between 1 and 168.";
        }

        if (o.CertificateFingerprint.Length > 0 && !Fingerprint().IsMatch(o.CertificateFingerprint))
        {
            yield return "Mail:CertificateFingerprint must be the SHA-256 fingerprint of a certificate: 64 hexadecimal digits, with or without colons.";
        }

        if (o.FromName.Length > 100 || o.FromName.Any(char.IsControl))
        {
            yield return "Mail:FromName must be a name of at most 100 characters on one line.";
        }

        if (o.FromAddress.Length > 0 && !InputParser.TryEmail(o.FromAddress, out _))
        {
            yield return "Mail:FromAddress must be an e-mail address, such as academy@example.org.";
        }

        foreach (var problem in o.IsOn ? OfServer(o) : [])
        {
            yield return problem;
        }
    }

    private IEnumerable<string> OfServer(MailOptions o)
    {
        if (Uri.CheckHostName(o.Host) == UriHostNameType.Unknown)
        {
            yield return "Mail:Host must be the name or address of a server, without a port.";
        }

        if (o.FromAddress.Length == 0)
        {
            yield return "Mail:FromAddress must be set where Mail:Host is: the address that mails come from.";
        }

        if (o.UserName.Length == 0 != (o.Password.Length == 0))
        {
            yield return "Mail:UserName and Mail:Password must be set together.";
        }

        if (o is { Security: MailSecurity.None, UserName.Length: > 0 } && !IsThisMachine(o.Host))
        {
            yield return "Mail:Security must be StartTls or Tls where Mail:UserName is set: the password would cross the network in plain.";
        }

        if (!address.IsPublic)
        {
            yield return "PublicAddress must be set where Mail:Host is: the links in mails would lead nowhere.";
        }
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    [GeneratedRegex("^([0-9A-Fa-f]{2}:?){32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fingerprint();
}
