using System.Globalization;

namespace CustomerService.Platform.Text;

/// <summary>
/// The order of a Persian dictionary (آ ا ب پ … ک گ ل م ن و ه ی), which ordinal comparison breaks. Half-spaces, vowel marks and
/// letter case decide only between texts that are otherwise equal.
/// </summary>
public sealed class PersianOrder : IComparer<string>
{
    private static readonly CompareInfo Persian = CultureInfo.GetCultureInfo("fa-IR").CompareInfo;

    private PersianOrder()
    {
    }

    public static PersianOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Persian.Compare(x, y, CompareOptions.None);
}
