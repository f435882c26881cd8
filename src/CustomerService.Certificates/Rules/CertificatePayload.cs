using System.Globalization;
using System.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.Certificates.Rules;

/// <summary>The canonical form of a certificate for signing. Values are length-prefixed, so that no two contents give the same
/// bytes. Changing this form invalidates all existing signatures: add a version instead.</summary>
public static class CertificatePayload
{
    private const string Version = "certificate/1";

    public static byte[] Of(string number, string code, CertificateContent content)
    {
        var payload = new StringBuilder(Version).Append('\n');
        Add("number", number);
        Add("code", code);
        Add("kind", content.Kind.ToString());
        Add("subject", content.SubjectId);
        Add("person", content.PersonId.ToString("D"));
        Add("completion", content.CompletionId.ToString("D"));
        Add("edition", Number(content.Edition));
        AddBoth("name", content.PersonName);
        AddBoth("title", content.Title);
        AddBoth("programme", content.Programme);
        Add("minutes", Number(content.Minutes));
        Add("percent", content.Percent is { } percent ? Number(percent) : "");
        AddBoth("issuer", content.Issuer);
        AddBoth("signatory", content.SignatoryName);
        AddBoth("signatory-title", content.SignatoryTitle);
        Add("issued", Instant(content.IssuedAtUtc));
        Add("expires", content.ExpiresAtUtc is { } expires ? Instant(expires) : "");
        // Certificates without pictures keep the form that they were signed in.
        if (content.Logo is not null || content.Signature is not null)
        {
            Add("logo", content.Logo ?? "");
            Add("signature", content.Signature ?? "");
        }

        return Encoding.UTF8.GetBytes(payload.ToString());

        void Add(string name, string value) => payload.Append(name).Append(' ').Append(value.Length).Append(' ').Append(value).Append('\n');

        void AddBoth(string name, LocalText text)
        {
            Add(name + ".fa", text.Fa);
            Add(name + ".en", text.En);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
