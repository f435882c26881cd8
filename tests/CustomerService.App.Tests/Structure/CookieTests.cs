using System.Text.RegularExpressions;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Structure;

/// <summary>Cookies that the academy writes itself.</summary>
public sealed partial class CookieTests
{
    [Fact]
    public void Every_cookie_takes_its_name_from_the_public_address()
    {
        var written = Directory.EnumerateFiles(Repository.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.PathOf("src"), "*.razor", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Writes().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Name: match.Groups["name"].Value))).ToList();

        Assert.True(written.Count >= 5, $"{written.Count} places write a cookie");
        Assert.DoesNotContain(written, w => !w.Name.Contains("CookieName(", StringComparison.Ordinal) && w.File != "PreferenceCookie.cs");
    }

    [GeneratedRegex(@"\.Cookies\.(?:Append|Delete)\(\s*(?<name>[^,]+),", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Writes();
}
