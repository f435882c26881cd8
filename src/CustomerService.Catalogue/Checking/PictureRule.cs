using System.Globalization;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Markup;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>Pictures use only the SVG elements and attributes that the page can style, and fit the width available.</summary>
internal sealed class PictureRule : ICourseRule
{
    private const double Width = 640;
    private const double LeastHeight = 200;
    private const double MaxHeight = 420;

    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        foreach (var image in source.Course.Lessons.SelectMany(l => l.Images))
        {
            foreach (var language in Languages.All.Where(l => image.Svg.In(l).Length > 0))
            {
                Check(language == Language.Persian ? image.Svg.Fa : image.Svg.En, source.Map.Of(image.Svg, language), problems);
            }
        }
    }

    private static void Check(string svg, SourceLocation location, ProblemLog problems)
    {
        if (SafeSvg.Parse(svg, out var error) is not { } root)
        {
            problems.Add(location.Down(Math.Max(0, (error?.LineNumber ?? 1) - 1)), Problems.SvgSyntax, error?.Message ?? "");
            return;
        }

        foreach (var (line, what) in SafeSvg.Forbidden(root))
        {
            problems.Add(location.Down(line - 1), Problems.SvgForbidden, what);
        }

        foreach (var (element, classes) in root.Descendants().Select(e => (e, ((string?)e.Attribute("class") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))))
        {
            foreach (var name in classes.Where(c => !SafeSvg.Classes.Contains(c)))
            {
                problems.Add(location.Down(SafeSvg.LineOf(element) - 1), Problems.SvgClass, name, string.Join(", ", SafeSvg.Classes));
            }
        }

        var viewBox = SafeSvg.ViewBox(root);
        if (viewBox is not { } box || Number(box.Width) != Width || Number(box.Height) is < LeastHeight or > MaxHeight)
        {
            problems.Add(location.Down(SafeSvg.LineOf(root) - 1), Problems.SvgViewBox, (string?)root.Attribute("viewBox") ?? "");
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
