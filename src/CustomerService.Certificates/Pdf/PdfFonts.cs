using System.Collections.Concurrent;
using System.Globalization;

namespace CustomerService.Certificates.Pdf;

/// <summary>Vazirmatn as CSS rules with the font embedded, for documents without network access. Static files, one per weight:
/// a variable font would be embedded in the PDF as drawings (Type 3) instead of a font. Licence: SIL OFL 1.1.</summary>
public sealed class PdfFonts
{
    /// <summary>The name to use in <c>font-family</c>.</summary>
    public const string Family = "Vazirmatn";

    private static readonly Dictionary<int, string> Files = new()
    {
        [300] = "Vazirmatn-Light.woff2",
        [400] = "Vazirmatn-Regular.woff2",
        [500] = "Vazirmatn-Medium.woff2",
        [700] = "Vazirmatn-Bold.woff2",
        [800] = "Vazirmatn-ExtraBold.woff2",
    };

    private readonly ConcurrentDictionary<int, string> _faces = new();

    /// <summary>Available weights.</summary>
    public static IReadOnlyCollection<int> Weights => Files.Keys;

    /// <summary>The <c>@font-face</c> rules of the given weights, about 70 KB each: request only those the document uses.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not among <see cref="Weights"/>.</exception>
    public string FaceCss(params ReadOnlySpan<int> weights)
    {
        var css = new System.Text.StringBuilder();
        foreach (var weight in weights)
        {
            css.Append(_faces.GetOrAdd(weight, Read));
        }

        return css.ToString();
    }

    private static string Read(int weight)
    {
        if (!Files.TryGetValue(weight, out var file))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, $"Vazirmatn is here in {string.Join(", ", Files.Keys)}.");
        }

        using var font = typeof(PdfFonts).Assembly.GetManifestResourceStream(file)!;
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return string.Create(CultureInfo.InvariantCulture,
            $"@font-face{{font-family:{Family};font-weight:{weight};src:url(data:font/woff2;base64,{Convert.ToBase64String(bytes)}) format(\"woff2\")}}\n");
    }
}
