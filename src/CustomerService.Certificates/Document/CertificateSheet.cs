using System.Globalization;
using System.Text.RegularExpressions;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;

namespace CustomerService.Certificates.Document;

/// <summary>A text with its own language and direction, independent of its surroundings.</summary>
public sealed record SetText(string Text, Language Language)
{
    public string Direction => Language.Direction();

    public string Code => Language.Code();

    /// <summary>Chooses the language of a text: the document's if the text has any of its letters («ICARE در عمل» begins with a Latin
    /// word but is right-to-left), otherwise the other.</summary>
    public static SetText For(string text, Language document)
    {
        var persian = text.Any(c => c is >= '\u0600' and <= '\u06FF' and not (>= '\u06F0' and <= '\u06F9'));
        var latin = text.Any(char.IsAsciiLetter);
        var language = document == Language.Persian ? (persian || !latin ? Language.Persian : Language.English) : latin || !persian ? Language.English : Language.Persian;
        return new(text, language);
    }
}

/// <summary>A run of the certifying sentence.</summary>
/// <param name="Slot">Null for plain text; <c>subject</c> and <c>amount</c> are styled separately.</param>
public sealed record SheetRun(SetText Text, string? Slot);

/// <summary>A label and its value. Codes are left-to-right in every language.</summary>
public sealed record SheetLine(string Label, string Value, bool IsCode);

/// <summary>View model of a certificate in one language with all texts final; shared by page, print and PDF.</summary>
public sealed partial record CertificateSheet(
    Language Language, string Heading, SetText Programme, SetText Issuer, string Lead, SetText Name, string NameSize,
    IReadOnlyList<IReadOnlyList<SheetRun>> Lines, bool IsLongSentence, IReadOnlyList<SheetLine> Dates, IReadOnlyList<SheetLine> Checks,
    SetText SignatoryName, SetText SignatoryTitle, QrPath Qr, string QrLabel, string? Mark, string DocumentTitle)
{
    /// <summary>Source of the logo; null: the academy's own sign.</summary>
    public string? Logo { get; init; }

    /// <summary>Source of the picture of the signature; null: a line to sign by hand.</summary>
    public string? Signature { get; init; }

    /// <param name="verifyUrl">Public verification URL of the certificate; encoded in the QR code.</param>
    /// <param name="verifyAddress">The verification address without the code, for typing by hand.</param>
    /// <param name="duplicate">Whether to mark it as a reprint.</param>
    public static CertificateSheet Of(Certificate certificate, Language language, string verifyUrl, string verifyAddress, CivilCalendar days, bool duplicate = false)
    {
        var formatter = FormatterSetup.Create(language, principal: null, days.Zone);
        var name = SetText.For(certificate.PersonName.In(language), language);
        var title = SetText.For(KeepNumbers(certificate.Title.In(language)), language);
        var hours = new SetText(formatter.Minutes(certificate.Minutes), language);
        SheetRun[] titleRun = [new(title, "subject")];
        var score = certificate.Percent is { } percent ? new SheetRun(new(Say(nameof(CertificatesText.DocumentScore), formatter.Ordinal(percent)), language), "amount") : null;
        // After a test-out (quiz passed before any lesson) there is a score but no training time.
        var (achievement, amounts) = (score, certificate.Minutes) switch
        {
            (null, _) => (nameof(CertificatesText.DocumentHours), new[] { new SheetRun(hours, "amount") }),
            (_, 0) => (nameof(CertificatesText.DocumentExamScore), [score]),
            _ => (nameof(CertificatesText.DocumentHoursScore), [new(hours, "amount"), score]),
        };
        IReadOnlyList<SheetLine> dates = certificate.ExpiresAtUtc is { } expires
            ? [new(Words(nameof(CertificatesText.DocumentIssued)), formatter.BothDates(certificate.IssuedAtUtc), false), new(Words(nameof(CertificatesText.DocumentValidUntil)), formatter.BothDates(expires), false)]
            : [new(Words(nameof(CertificatesText.DocumentIssued)), formatter.BothDates(certificate.IssuedAtUtc), false)];
        return new CertificateSheet(
            language, Words(nameof(CertificatesText.DocumentTitle)), SetText.For(certificate.Programme.In(language), language), SetText.For(certificate.Issuer.In(language), language),
            Words(nameof(CertificatesText.DocumentLead)), name, NameSizeOf(name),
            [
                Runs(Words(certificate.Kind == CertificateKind.Course ? nameof(CertificatesText.DocumentCourse) : nameof(CertificatesText.DocumentPath)), titleRun, language),
                Runs(Words(achievement), amounts, language),
            ],
            title.Text.Length > 90, dates,
            [
                new(Words(nameof(CertificatesText.DocumentNumber)), certificate.Number, true),
                new(Words(nameof(CertificatesText.DocumentCode)), VerificationCode.Stored(certificate.Code).Grouped, true),
                new(Words(nameof(CertificatesText.DocumentVerifyAt)), verifyAddress, true),
            ],
            SetText.For(certificate.SignatoryName.In(language), language), SetText.For(certificate.SignatoryTitle.In(language), language),
            QrPath.Of(verifyUrl), Words(nameof(CertificatesText.DocumentQr)), duplicate ? Words(nameof(CertificatesText.DocumentDuplicate)) : null,
            $"{Words(nameof(CertificatesText.DocumentTitle))} {certificate.Number} – {name.Text}");

        string Words(string key) => CertificatesText.ResourceManager.GetString(key, language.Culture())!;

        string Say(string key, string argument) => string.Format(CultureInfo.InvariantCulture, Words(key), argument);
    }

    /// <summary>The largest font size at which the name fits on one line; very long names take two at the third size and up to four at the
    /// fourth. A line is 239 units wide, the sizes are 12, 9.4, 6.8 and 4.8.</summary>
    private static string NameSizeOf(SetText name) => name.Text.Sum(WidthOf) switch
    {
        <= 19.5 => "",
        <= 25 => " is-long",
        <= 66 => " is-longer",
        _ => " is-longest",
    };

    /// <summary>About how wide a letter of the bold font is, in ems: rather too wide than too narrow.</summary>
    private static double WidthOf(char letter) => letter switch
    {
        '\u200C' or (>= '\u064B' and <= '\u0655') => 0,
        ' ' or 'i' or 'j' or 'l' or 'I' or '.' or '\'' or '’' or 'ا' or 'آ' or 'ل' => 0.32,
        'W' or 'M' or 'm' or 'w' or '—' or 'س' or 'ش' or 'ص' or 'ض' => 0.95,
        (>= 'A' and <= 'Z') => 0.72,
        _ => 0.56,
    };

    private static List<SheetRun> Runs(string format, IReadOnlyList<SheetRun> slots, Language language)
    {
        var runs = new List<SheetRun>();
        var at = 0;
        foreach (Match slot in Slots().Matches(format))
        {
            runs.Add(new(new(format[at..slot.Index], language), null));
            runs.Add(slots[slot.Value[1] - '0']);
            at = slot.Index + slot.Length;
        }

        runs.Add(new(new(format[at..], language), null));
        return runs;
    }

    /// <summary>Keeps a number on the line of the preceding word: «ISO 10002», "Level 2".</summary>
    private static string KeepNumbers(string text) => NumberAfterWord().Replace(text, "\u00A0");

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Slots();

    [GeneratedRegex(@"(?<=[A-Za-z]) (?=[0-9])")]
    private static partial Regex NumberAfterWord();
}
