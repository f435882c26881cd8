using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CustomerService.Ui.Rendering;

/// <summary>How text becomes HTML in every page: with Persian as letters. The default encoder writes each as an entity of eight bytes.</summary>
public static class Html
{
    internal static HtmlEncoder Encoder { get; } = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);
}
