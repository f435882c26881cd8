using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CustomerService.Ui.Rendering;

/// <summary>The HTML encoder of every page: it keeps Persian letters. The default encoder writes each as an entity of eight bytes.</summary>
public static class Html
{
    internal static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);
}
