namespace CustomerService.Messages;

/// <summary>How the connection to the mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>Not at all: for a server on this machine or in a network of its own.</summary>
    None,

    /// <summary>The connection is encrypted before anything is said (STARTTLS, usually port 587); a server that cannot is not used.</summary>
    StartTls,

    /// <summary>From the first byte (usually port 465).</summary>
    Tls,
}

/// <summary>Configuration section <c>Mail</c>: the server that sends e-mail. Read anew for each mail (<c>IOptionsMonitor</c>).</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Host name or address of the SMTP server. Empty: nothing is sent, and the delivery log says so.</summary>
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>SHA-256 fingerprint of the server's certificate, in hexadecimal, for one that no known authority issued. Empty: the machine must trust it.</summary>
    public string CertificateFingerprint { get; set; } = "";

    /// <summary>Empty: without signing in.</summary>
    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The address that mails come from.</summary>
    public string FromAddress { get; set; } = "";

    /// <summary>The name beside it. Empty: the academy's, in the language of the mail.</summary>
    public string FromName { get; set; } = "";

    /// <summary>Longest that the server may take for one mail.</summary>
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds for which an unreachable server is left alone before the next mail tries it.</summary>
    public int PauseSeconds { get; set; } = 60;

    /// <summary>Hours after which a mail that the server could not take is given up.</summary>
    public int RetryHours { get; set; } = 48;

    /// <summary>Whether there is a server.</summary>
    public bool IsOn => Host.Length > 0;
}
