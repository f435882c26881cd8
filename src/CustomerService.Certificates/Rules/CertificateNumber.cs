using System.Globalization;

namespace CustomerService.Certificates.Rules;

/// <summary>Human-readable certificate number: prefix, Jalali year of issue, sequence in that year. Unique; gaps are allowed.</summary>
public static class CertificateNumber
{
    /// <summary><c>ICA-1405-000042</c>, in ASCII digits for every language. Above 999,999 per year the sequence gets a seventh digit.</summary>
    public static string Of(string prefix, int jalaliYear, int sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}-{jalaliYear:0000}-{sequence:000000}");
}

/// <summary>Counter of the numbers taken in a Jalali year.</summary>
public sealed class CertificateSequence
{
    private CertificateSequence() { }

    public int Year { get; private set; }

    /// <summary>The last number assigned.</summary>
    public int Last { get; private set; }
}
