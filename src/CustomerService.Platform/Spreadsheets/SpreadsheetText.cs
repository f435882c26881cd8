using System.Buffers;
using System.Text;
using System.Xml;

namespace CustomerService.Platform.Spreadsheets;

/// <summary>Text for cells that will be opened in a spreadsheet program.</summary>
public static class SpreadsheetText
{
    /// <summary>Characters that start a formula in some spreadsheet program (OWASP, "CSV Injection"), full-width forms included.</summary>
    private static readonly SearchValues<char> FormulaStarts = SearchValues.Create("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20");

    private static readonly SearchValues<char> Splits = SearchValues.Create(",;\t\r\n\"");

    /// <summary>Where a spreadsheet program may begin the next cell, whatever separator its country uses.</summary>
    private static readonly SearchValues<char> CellEnds = SearchValues.Create(";\t\r\n");

    /// <summary>A text that a spreadsheet program does not interpret as a formula when it opens a CSV file: an apostrophe stands before what would
    /// start one, at the beginning and after everything that some program takes for the end of a cell.</summary>
    public static string ForCsv(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.AsSpan().IndexOfAny(FormulaStarts) < 0)
        {
            return text ?? "";
        }

        var result = new StringBuilder(text.Length + 1);
        var startsCell = true;
        foreach (var letter in text)
        {
            if (startsCell && FormulaStarts.Contains(letter))
            {
                result.Append('\'');
            }

            result.Append(letter);
            startsCell = CellEnds.Contains(letter);
        }

        return result.ToString();
    }

    /// <summary>Whether a cell must be quoted, so that no program takes a part of it for another cell or line.</summary>
    public static bool NeedsQuotes(string text) => text.AsSpan().IndexOfAny(Splits) >= 0;

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
