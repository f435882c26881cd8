using System.ComponentModel.DataAnnotations;
using CustomerService.Messages.Text;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Forms;

namespace CustomerService.Messages.Settings;

/// <summary>The server that sends e-mail, and whom mails come from.</summary>
public sealed class MailForm : SettingsModel, IValidatableObject
{
    internal static SettingsKey HostKey { get; } = new("Mail:Host");

    internal static SettingsKey PortKey { get; } = new("Mail:Port", "587");

    internal static SettingsKey SecurityKey { get; } = new("Mail:Security", nameof(MailSecurity.StartTls));

    internal static SettingsKey UserNameKey { get; } = new("Mail:UserName");

    internal static SettingsKey PasswordKey { get; } = new("Mail:Password") { IsSecret = true };

    internal static SettingsKey FromAddressKey { get; } = new("Mail:FromAddress");

    internal static SettingsKey FromNameKey { get; } = new("Mail:FromName");

    internal static SettingsSection Section { get; } =
        new SettingsSection("mail", [HostKey, PortKey, SecurityKey, UserNameKey, PasswordKey, FromAddressKey, FromNameKey]).CheckedAs<MailOptions>(MailOptions.Section);

    [Longest(255)]
    public string? Host { get; set; }

    [WholeNumber(1, 65535)]
    [Longest(10)]
    public string? Port { get; set; }

    [Longest(20)]
    public string? Security { get; set; }

    [Longest(255)]
    public string? UserName { get; set; }

    /// <summary>Empty: the stored one stays.</summary>
    [Longest(255)]
    public string? Password { get; set; }

    [Longest(255)]
    public string? FromAddress { get; set; }

    [Longest(100)]
    public string? FromName { get; set; }

    public override IEnumerable<SettingsField> Fields =>
    [
        new(HostKey, MessagesText.MailHost, Host?.Trim()), new(PortKey, MessagesText.MailPort, Stored(Port)), new(SecurityKey, MessagesText.MailSecurity, Security),
        new(UserNameKey, MessagesText.MailUserName, UserName?.Trim()), new(PasswordKey, MessagesText.MailPassword, string.IsNullOrEmpty(Password) ? null : Password),
        new(FromAddressKey, MessagesText.MailFromAddress, FromAddress?.Trim()), new(FromNameKey, MessagesText.MailFromName, FromName?.Trim()),
    ];

    public override void Fill(SettingsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        (Host, Port, Security, UserName, Password) = (view[HostKey], Shown(view[PortKey]), view[SecurityKey], view[UserNameKey], null);
        (FromAddress, FromName) = (view[FromAddressKey], view[FromNameKey]);
    }

    /// <summary>What the rules of the start say in English, in the reader's language and at its field.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(Host) && Uri.CheckHostName(Host.Trim()) == UriHostNameType.Unknown)
        {
            yield return new(MessagesText.MailHostUnreadable, [nameof(Host)]);
        }

        if (string.IsNullOrWhiteSpace(FromAddress) ? !string.IsNullOrWhiteSpace(Host) : !InputParser.TryEmail(FromAddress, out _))
        {
            yield return new(MessagesText.MailFromAddressNeeded, [nameof(FromAddress)]);
        }
    }
}
