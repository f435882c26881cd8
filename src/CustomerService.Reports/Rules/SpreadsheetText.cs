using System.Buffers;
using System.Text;
using System.Xml;

namespace CustomerService.Reports.Rules;

/// <summary>Text for cells that will be opened in a spreadsheet program.</summary>
public static class SpreadsheetText
{
    /// <summary>Characters that start a formula in some spreadsheet program (OWASP, "CSV Injection"), full-width forms included.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>A text that a spreadsheet program does not interpret as a formula when it opens a CSV file: prefixed with an apostrophe if needed.</summary>
    public static string ForCsv(string? text) => text is { Length: > 0 } && FormulaStarts.Contains(text[0]) ? "'" + text : text ?? "";

    /// <summary>A text without the characters that are invalid in XML.</summary>
    public static string ForXml(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
            {
                result.Append(rune);
            }
        }

        return result.ToString();
    }
}
