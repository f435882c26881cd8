namespace CustomerService.Certificates.Pdf;

/// <summary>Finds a browser of the Chromium family on this machine.</summary>
internal static class BrowserFinder
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge", "msedge", "chrome"];

    private static readonly string[] WindowsPaths =
    [
        @"%ProgramFiles(x86)%\Microsoft\Edge\Application\msedge.exe",
        @"%ProgramFiles%\Microsoft\Edge\Application\msedge.exe",
        @"%ProgramFiles%\Google\Chrome\Application\chrome.exe",
        @"%ProgramFiles(x86)%\Google\Chrome\Application\chrome.exe",
        @"%LocalAppData%\Google\Chrome\Application\chrome.exe",
    ];

    private static readonly string[] MacPaths =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    /// <summary>The executable, or null. A configured path has no fallback: a typing error must not start another browser.</summary>
    public static string? Find(string configured)
    {
        var paths = configured.Length > 0 ? [configured] : OnPath().Concat(UsualPaths());
        return paths.FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> OnPath()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        return from name in Names from folder in folders select Path.Combine(folder, name + suffix);
    }

    private static IEnumerable<string> UsualPaths() =>
        OperatingSystem.IsWindows() ? WindowsPaths.Select(Environment.ExpandEnvironmentVariables)
        : OperatingSystem.IsMacOS() ? MacPaths
        : [];
}
