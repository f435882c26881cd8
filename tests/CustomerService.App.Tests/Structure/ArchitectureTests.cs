using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CustomerService.TestKit;
using CustomerService.Ui.Office.Layouts;
using CustomerService.Web;
using Microsoft.AspNetCore.Components;

namespace CustomerService.App.Tests.Structure;

/// <summary>Architecture rules that the compiler cannot check.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>A project may reference those before it, never those after it.</summary>
    private static readonly string[] Order = ["Platform", "Ui", "Ui.Office", "People", "Catalogue", "Learning", "Certificates", "Messages", "Culture", "Reports", "Web"];

    private static readonly string Source = Repository.PathOf("src");

    [Fact]
    public void Capabilities_depend_only_on_those_upstream()
    {
        foreach (var (name, index) in Order.Select((n, i) => (n, i)))
        {
            var file = Path.Combine(Source, $"CustomerService.{name}", $"CustomerService.{name}.csproj");
            if (!File.Exists(file))
            {
                continue;
            }

            var downstream = XDocument.Load(file).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')).Replace("CustomerService.", "", StringComparison.Ordinal))
                .Where(r => Array.IndexOf(Order, r) > index);
            Assert.Empty(downstream);
        }
    }

    [Fact]
    public void Rules_and_question_types_know_neither_the_database_nor_the_web()
    {
        var strays = FilesIn("Rules", "*.cs").Concat(FilesIn("Items", "*.cs")).Where(f => ImpureUsing().IsMatch(File.ReadAllText(f))).Select(Short);
        Assert.Empty(strays);
    }

    [Fact]
    public void Rules_have_no_public_setters()
    {
        var strays = FilesIn("Rules", "*.cs").Where(f => PublicSetter().IsMatch(File.ReadAllText(f))).Select(Short);
        Assert.Empty(strays);
    }

    [Fact]
    public void Every_page_says_who_may_open_it()
    {
        var silent = Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Where(IsOurs)
            .Select(f => (File: f, Text: File.ReadAllText(f)))
            .Where(p => p.Text.StartsWith("@page", StringComparison.Ordinal) && !p.Text.Contains("[Authorize", StringComparison.Ordinal) && !p.Text.Contains("AllowAnonymous]", StringComparison.Ordinal))
            .Select(p => Short(p.File));
        Assert.Empty(silent);
    }

    /// <summary>A page is rendered statically unless its layout is the office's; each says so in its own file, because an _Imports file would also
    /// reach the office pages beside it.</summary>
    [Fact]
    public void Every_page_outside_the_office_is_static_and_none_within_is()
    {
        var pages = PageAssemblies.All.Append(typeof(PageAssemblies).Assembly).SelectMany(a => a.GetTypes()).Where(t => t.IsDefined(typeof(RouteAttribute), inherit: false)).ToList();

        var wrong = pages.Where(p => p.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute), inherit: false) == (p.GetCustomAttribute<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout)));
        Assert.Empty(wrong.Select(p => p.FullName));
        Assert.Contains(pages, p => p.GetCustomAttribute<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout));
        Assert.Empty(Directory.EnumerateFiles(Source, "_Imports.razor", SearchOption.AllDirectories).Where(f => File.ReadAllText(f).Contains("ExcludeFromInteractiveRouting", StringComparison.Ordinal)).Select(Short));
    }

    /// <summary>Without a circuit MudBlazor's parts are dead.</summary>
    [Fact]
    public void Only_pages_of_the_office_and_their_parts_use_MudBlazor()
    {
        var strays = Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Where(IsOurs)
            .Where(f => !Short(f).StartsWith("CustomerService.Ui.Office", StringComparison.Ordinal))
            .Select(f => (File: f, Text: File.ReadAllText(f)))
            .Where(f => f.Text.Contains("<Mud", StringComparison.Ordinal) && f.Text.Contains("[ExcludeFromInteractiveRouting]", StringComparison.Ordinal)).Select(f => Short(f.File));
        Assert.Empty(strays);
    }

    [Fact]
    public void Every_use_case_has_an_activity()
    {
        var silent = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(IsOurs)
            .Select(f => (File: f, Text: File.ReadAllText(f)))
            .Where(f => UseCase().IsMatch(f.Text)
                && !f.Text.Contains($"UseCaseActivity.Start(nameof({Path.GetFileNameWithoutExtension(f.File)}))", StringComparison.Ordinal)
                && !UnitOfWorkOnly().IsMatch(f.Text))
            .Select(f => Short(f.File));
        Assert.Empty(silent);
    }

    [Fact]
    public void Components_stay_short_enough_to_read()
    {
        var long150 = Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Where(IsOurs)
            .Select(f => (File: Short(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 150);
        Assert.Empty(long150);
    }

    [Fact]
    public void Styles_name_no_physical_direction()
    {
        var strays = Directory.EnumerateFiles(Source, "*.css", SearchOption.AllDirectories).Where(IsOurs)
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Place: $"{Short(f)}:{i + 1}", line)))
            .Where(l => PhysicalDirection().IsMatch(l.line)).Select(l => $"{l.Place} {l.line.Trim()}");
        Assert.Empty(strays);
    }

    [Fact]
    public void The_sheets_of_the_design_system_are_these_and_a_capability_keeps_its_own_beside_its_components()
    {
        string[] ui = ["base.css", "components.css", "components.office.css", "forms.css", "layout.css", "layout.office.css", "print.css", "tokens.css"];

        Assert.Equal(ui.Select(f => "CustomerService.Ui/Styles/" + f), Stylesheets.Joined.Where(f => f.StartsWith("CustomerService.Ui/", StringComparison.Ordinal)));
        Assert.All(Stylesheets.Joined, f => Assert.True(f.Split('/').Length > 2, $"{f} lies in no feature folder"));
    }

    [Fact]
    public void The_design_system_styles_only_what_it_writes_itself_or_several_capabilities_write()
    {
        // A variant belongs to its family: button-wide to button. The design system's samples, which use every capability's classes, are excluded.
        var written = Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories).Where(IsOurs)
            .Where(f => Path.GetExtension(f) is ".razor" or ".cs" or ".js" && !Short(f).Contains("Design", StringComparison.Ordinal))
            .SelectMany(f => File.ReadLines(f).Where(l => l.Contains("class", StringComparison.OrdinalIgnoreCase)).SelectMany(l => ClassName().Matches(l))
                .Select(m => (Name: Family(m.Value), Project: Short(f).Split(Path.DirectorySeparatorChar)[0])))
            .ToLookup(w => w.Name, w => w.Project);

        var strays = Stylesheets.Joined.Where(f => f.StartsWith("CustomerService.Ui/", StringComparison.Ordinal))
            .SelectMany(f => StyledClass().Matches(CssComment().Replace(Stylesheets.Read(f), "")).Select(m => (Sheet: f, Name: m.Groups["name"].Value)))
            .Where(c => !written[Family(c.Name)].Contains("CustomerService.Ui") && written[Family(c.Name)].Distinct().Count() < 2)
            .Select(c => $"{c.Sheet}: {c.Name}").Distinct();
        Assert.Empty(strays);

        static string Family(string name) => name.Split('-')[0];
    }

    [Fact]
    public void The_design_system_writes_no_class_that_only_a_capability_styles()
    {
        var styled = Stylesheets.Joined
            .SelectMany(f => StyledClass().Matches(CssComment().Replace(Stylesheets.Read(f), "")).Select(m => (Name: m.Groups["name"].Value, IsOfDesign: f.StartsWith("CustomerService.Ui", StringComparison.Ordinal))))
            .ToLookup(c => c.Name, c => c.IsOfDesign);
        var strays = Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Where(IsOurs).Where(f => Short(f).StartsWith("CustomerService.Ui", StringComparison.Ordinal))
            .SelectMany(f => ClassAttribute().Matches(File.ReadAllText(f)).SelectMany(m => ClassName().Matches(m.Groups["names"].Value)).Select(m => (File: Short(f), Name: m.Value)))
            .Where(c => styled[c.Name].Any() && !styled[c.Name].Contains(true)).Select(c => $"{c.File}: {c.Name}").Distinct();
        Assert.Empty(strays);
    }

    [Fact]
    public void No_component_carries_inline_style_or_script()
    {
        var strays = Directory.EnumerateFiles(Source, "*.razor", SearchOption.AllDirectories).Where(IsOurs)
            .SelectMany(f => File.ReadLines(f).Select((line, i) => (Place: $"{Short(f)}:{i + 1}", line)))
            .Where(l => InlineCode().IsMatch(l.line)).Select(l => $"{l.Place} {l.line.Trim()}");
        Assert.Empty(strays);
    }

    [Fact]
    public void Log_methods_are_static_numbered_once_in_a_class_and_take_failures_as_exceptions()
    {
        var strays = Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(IsOurs).SelectMany(f =>
        {
            var text = File.ReadAllText(f);
            var all = text.Split("[LoggerMessage(").Length - 1;
            var good = LogMethod().Matches(text);
            return good.Count != all ? [$"{Short(f)}: {all - good.Count} in another form"]
                : good.GroupBy(m => m.Groups["id"].Value).Where(g => g.Count() > 1).Select(g => $"{Short(f)}: id {g.Key} twice")
                    .Concat(good.Where(m => m.Value.Contains("string error", StringComparison.OrdinalIgnoreCase)).Select(m => $"{Short(f)}: {m.Groups["name"].Value} takes a text for an exception"));
        });
        Assert.Empty(strays);
    }

    private static IEnumerable<string> FilesIn(string folder, string pattern) =>
        Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories).Where(IsOurs)
            .Where(f => f.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static bool IsOurs(string file) =>
        !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string Short(string file) => Path.GetRelativePath(Source, file);

    [GeneratedRegex(@"^using (static )?Microsoft\.(EntityFrameworkCore|AspNetCore|Extensions)", RegexOptions.Multiline)]
    private static partial Regex ImpureUsing();

    /// <summary>A class whose RunAsync is not a step within another unit of work.</summary>
    [GeneratedRegex(@"public sealed (partial )?class \w+\([^{]*\{.*?^    public (async )?(Value)?Task(<[^(]*>)? RunAsync\((?!AppDbContext )", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex UseCase();

    /// <summary>A RunAsync that is one unit of work, which starts the activity.</summary>
    [GeneratedRegex(@" RunAsync\((?!AppDbContext )[^{]*=>\s+(await )?(unitOfWork|work)\.RunAsync")]
    private static partial Regex UnitOfWorkOnly();

    [GeneratedRegex(@"\[LoggerMessage\((?<id>\d+), LogLevel\.\w+, ""[^""]*""\)\]\s+private static partial void (?<name>\w+)\(ILogger logger[,)][^;]*;")]
    private static partial Regex LogMethod();

    [GeneratedRegex(@"^\s*public [^(=]*\{ get; set; \}", RegexOptions.Multiline)]
    private static partial Regex PublicSetter();

    [GeneratedRegex(@"(margin|padding|border)-(left|right)\b|text-align:\s*(left|right)\b|(^|[^-\w])(left|right):\s|float:\s*(left|right)")]
    private static partial Regex PhysicalDirection();

    [GeneratedRegex("""class="(?<names>[^"@]*)""")]
    private static partial Regex ClassAttribute();

    [GeneratedRegex("[a-z][a-z0-9-]*")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"\.(?<name>[a-z][\w-]*)(?=[^{}]*\{)")]
    private static partial Regex StyledClass();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CssComment();

    [GeneratedRegex(@"\sstyle=""|<script(?![^>]*\ssrc=)|\son(click|change|submit|load)=""")]
    private static partial Regex InlineCode();
}
