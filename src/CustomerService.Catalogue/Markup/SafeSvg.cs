using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CustomerService.Catalogue.Markup;

/// <summary>Rebuilds our own pictures from an allow-list of elements and attributes. Anything else in a file is dropped
/// on display and reported on checking.</summary>
internal static partial class SafeSvg
{
    public const string Namespace = "http://www.w3.org/2000/svg";

    private const string Geometry = "x y x1 y1 x2 y2 cx cy r rx ry dx dy width height points d transform";

    private static readonly HashSet<string> Elements = ["g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan"];
    private static readonly HashSet<string> GeometryAttributes = [.. Geometry.Split(' ')];
    private static readonly HashSet<string> Anchors = ["start", "middle", "end"];

    /// <summary>The CSS classes that the academy's stylesheet defines for pictures.</summary>
    public static readonly IReadOnlySet<string> Classes = new HashSet<string>
    {
        "fig-box", "fig-accent", "fig-soft", "fig-good", "fig-bad", "fig-line", "fig-arrow",
        "fig-text", "fig-strong", "fig-muted", "fig-on-accent",
    };

    /// <summary>The picture as SVG markup with a text alternative for screen readers; empty if the file is not a picture.</summary>
    public static string Rebuild(string svg, string descriptionId, string description)
    {
        if (Parse(svg, out _) is not { } root || ViewBox(root) is not { } viewBox)
        {
            return "";
        }

        var html = new StringBuilder(svg.Length + description.Length);
        html.Append("<svg viewBox=\"0 0 ").Append(viewBox.Width).Append(' ').Append(viewBox.Height).Append("\" role=\"img\" aria-labelledby=\"");
        HtmlWriter.Encoding.Append(html, descriptionId);
        html.Append("\"><desc id=\"");
        HtmlWriter.Encoding.Append(html, descriptionId);
        html.Append("\">");
        HtmlWriter.Encoding.Append(html, description);
        html.Append("</desc>");
        foreach (var child in root.Elements())
        {
            Write(html, child);
        }

        return html.Append("</svg>").ToString();
    }

    /// <summary>The elements and attributes in a file that are not allowed, with their lines.</summary>
    public static IEnumerable<(int Line, string What)> Forbidden(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            var line = LineOf(element);
            var isRoot = element == root;
            if (element.Name.NamespaceName != Namespace || !(isRoot ? element.Name.LocalName == "svg" : Elements.Contains(element.Name.LocalName) || element.Name.LocalName is "title" or "desc"))
            {
                yield return (line, $"<{element.Name.LocalName}>");
                continue;
            }

            foreach (var attribute in element.Attributes())
            {
                if (!IsAllowed(attribute) && !attribute.IsNamespaceDeclaration && !(isRoot && attribute.Name.LocalName is "viewBox" or "role" or "lang" or "direction"))
                {
                    yield return (line, attribute.Name.LocalName);
                }
            }
        }
    }

    public static int LineOf(XObject node) => node is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : 1;

    /// <summary>The root element; null, with the error, if the text is not XML.</summary>
    public static XElement? Parse(string svg, out XmlException? error)
    {
        error = null;
        try
        {
            using var text = new StringReader(svg);
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersFromEntities = 1024 });
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException e)
        {
            error = e;
            return null;
        }
    }

    /// <summary>Width and height of <c>viewBox="0 0 w h"</c>, as written.</summary>
    public static (string Width, string Height)? ViewBox(XElement root) =>
        ViewBoxPattern().Match((string?)root.Attribute("viewBox") ?? "") is { Success: true } match ? (match.Groups["width"].Value, match.Groups["height"].Value) : null;

    private static void Write(StringBuilder html, XElement element)
    {
        var name = element.Name.LocalName;
        if (element.Name.NamespaceName != Namespace || !Elements.Contains(name))
        {
            return;
        }

        html.Append('<').Append(name);
        foreach (var attribute in element.Attributes().Where(IsAllowed))
        {
            html.Append(' ').Append(attribute.Name.LocalName).Append("=\"");
            HtmlWriter.Encoding.Append(html, attribute.Value.Trim());
            html.Append('"');
        }

        var isText = name is "text" or "tspan";
        if (!isText && !element.HasElements)
        {
            html.Append("/>");
            return;
        }

        html.Append('>');
        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                Write(html, child);
            }
            else if (isText && node is XText text)
            {
                HtmlWriter.Encoding.Append(html, text.Value);
            }
        }

        html.Append("</").Append(name).Append('>');
    }

    private static bool IsAllowed(XAttribute attribute) => attribute.Name.NamespaceName.Length == 0 && attribute.Name.LocalName switch
    {
        "class" => attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(Classes.Contains),
        "text-anchor" => Anchors.Contains(attribute.Value),
        var name => GeometryAttributes.Contains(name) && GeometryPattern().IsMatch(attribute.Value),
    };

    [GeneratedRegex(@"^[-+0-9eE.,%\sa-zA-Z()]*$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex GeometryPattern();

    [GeneratedRegex(@"^\s*0\s+0\s+(?<width>[0-9]+(\.[0-9]+)?)\s+(?<height>[0-9]+(\.[0-9]+)?)\s*$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex ViewBoxPattern();
}
