namespace CustomerService.Catalogue;

/// <summary>Settings of the section <c>Catalogue</c>.</summary>
public sealed class CatalogueOptions
{
    public const string Section = "Catalogue";

    /// <summary>The folder of the content files. Empty: the nearest folder <c>content</c> with <c>courses</c> in it, looked for
    /// upwards from the content root of the host and then from the program's own folder.</summary>
    public string ContentPath { get; set; } = "";

    /// <summary>The content folder that the settings resolve to; null when none is found.</summary>
    public static string? Find(string configured, params ReadOnlySpan<string> startFolders)
    {
        if (configured.Length > 0)
        {
            return Directory.Exists(configured) ? Path.GetFullPath(configured) : null;
        }

        foreach (var start in startFolders)
        {
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)))
            {
                var candidate = Path.Combine(folder, "content");
                if (Directory.Exists(Path.Combine(candidate, "courses")))
                {
                    return Path.GetFullPath(candidate);
                }
            }
        }

        return null;
    }
}
