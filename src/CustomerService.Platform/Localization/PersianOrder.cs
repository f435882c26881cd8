using System.Buffers;
using System.Globalization;

namespace CustomerService.Platform.Localization;

/// <summary>
/// Persian dictionary order (آ ا ب پ … ک گ ل م ن و ه ی), which ordinal comparison does not give. Arabic letter forms sort as
/// their Persian ones (ي as ی, ك as ک, أ as ا); half-spaces, vowel marks and letter case only break ties
/// between otherwise equal texts. A total order: only identical texts are equal.
/// </summary>
public sealed class PersianOrder : IComparer<string>
{
    private static readonly CompareInfo Persian = CultureInfo.GetCultureInfo("fa-IR").CompareInfo;
    private static readonly SearchValues<char> ArabicForms = SearchValues.Create("\u064A\u0649\u0643\u0629\u0623\u0625\u0671");

    private PersianOrder()
    {
    }

    public static PersianOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var order = Persian.Compare(WithPersianLetters(x), WithPersianLetters(y), CompareOptions.None);
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    /// <summary>A sort key whose byte order is the texts' order: stored beside a name, it sorts alike on every database.</summary>
    public static byte[] SortKey(string text) => Persian.GetSortKey(WithPersianLetters(text)!, CompareOptions.None).KeyData;

    private static string? WithPersianLetters(string? text)
    {
        if (text is null || !text.AsSpan().ContainsAny(ArabicForms))
        {
            return text;
        }

        return string.Create(text.Length, text, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = source[i] switch
                {
                    '\u064A' or '\u0649' => 'ی',
                    '\u0643' => 'ک',
                    '\u0629' => 'ه',
                    '\u0623' or '\u0625' or '\u0671' => 'ا',
                    var letter => letter,
                };
            }
        });
    }
}
