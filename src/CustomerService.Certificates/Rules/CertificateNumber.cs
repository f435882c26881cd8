using System.Globalization;

namespace CustomerService.Certificates.Rules;

/// <summary>A certificate's number for people: prefix, Jalali year of issue, place in that year. Unique; a gap means nothing.</summary>
public static class CertificateNumber
{
    /// <summary><c>ICA-1405-000042</c>, in ASCII whatever the reader's digits. Beyond 999,999 a year it grows a digit.</summary>
    public static string Of(string prefix, int jalaliYear, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{jalaliYear:0000}-{sequence:000000}");
}

/// <summary>How many numbers of a Jalali year are taken.</summary>
public sealed class CertificateSequence
{
    private CertificateSequence() { }

    public int Year { get; private set; }

    /// <summary>The last number given out.</summary>
    public int Last { get; private set; }
}
