namespace CustomerService.TestKit;

/// <summary>The path of the working copy, for tests that read its files.</summary>
public static class Repository
{
    /// <summary>The folder that holds CustomerService.sln.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CustomerService.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests must run inside the working copy.");
        }

        return folder;
    }
}
