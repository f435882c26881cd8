namespace CustomerService.TestKit;

/// <summary>The stylesheets of the working copy, by their paths below src, with slashes.</summary>
public static class Stylesheets
{
    private static readonly string Source = Repository.PathOf("src");

    /// <summary>Every stylesheet, in any folder.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Source, "*.css", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Source, f).Replace('\\', '/'))
            .Where(f => f.Split('/')[1] is not ("obj" or "bin"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Those bundled into the two served files; the others are served as they are.</summary>
    public static IReadOnlyList<string> Joined { get; } = [.. All.Where(f => f.Split('/')[1] != "wwwroot")];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Source, file));
}
