using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Pdf;

/// <summary>Separates the browser from the academy and from the machine's other users: an environment without the academy's settings, a user
/// of its own where the academy runs as root, and Chromium's sandbox wherever the machine lets it have one.</summary>
/// <param name="isRoot">Whether the academy runs as root; null: as it does.</param>
internal sealed partial class BrowserIsolation(PdfOptions options, ILogger logger, bool? isRoot = null)
{
    /// <summary>User and group id of the browser of an academy that runs as root and names no <see cref="PdfOptions.BrowserUser"/>. No entry in
    /// <c>/etc/passwd</c> is needed; the number is in a range that neither Debian nor systemd gives to anybody.</summary>
    public const string OwnId = "61000";

    /// <summary>What the browser needs of the academy's environment, which also holds passwords of databases.</summary>
    private static readonly string[] Kept = ["PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "FONTCONFIG_FILE", "FONTCONFIG_PATH"];

    private readonly bool _isRoot = isRoot ?? (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess);
    private bool _warned;

    private string? Setpriv => _isRoot ? field ??= Find("setpriv") : null;

    /// <summary>The user that the browser runs as; null: that of the academy.</summary>
    public string? User => Setpriv is null ? null : options.BrowserUser.Length > 0 ? options.BrowserUser : OwnId;

    /// <summary>Whether the browser is asked to run in its sandbox.</summary>
    public bool HasSandbox { get; private set; } = true;

    /// <summary>The program to start, and what stands before the browser's own arguments.</summary>
    public (string Program, IReadOnlyList<string> Arguments) Command(string browser, ProfileFolder profile)
    {
        if (OperatingSystem.IsWindows())
        {
            return (browser, []);
        }

        var words = new List<string> { "-i", $"HOME={profile.Profile}", $"TMPDIR={profile.Profile}", $"XDG_CONFIG_HOME={profile.Profile}", $"XDG_CACHE_HOME={profile.Profile}" };
        words.AddRange(Kept.Where(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 }).Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}"));
        if (Setpriv is not null)
        {
            words.AddRange([Setpriv, $"--reuid={User}", $"--regid={profile.Group}", "--clear-groups"]);
        }

        words.Add(browser);
        return ("/usr/bin/env", words);
    }

    /// <summary>Decides before each start whether a sandbox can be had, and warns once where not.</summary>
    public void Prepare()
    {
        if (_isRoot && Setpriv is null)
        {
            // Chromium refuses to run as root with its sandbox enabled.
            HasSandbox = false;
            Warn(RootWithoutSandbox);
        }
    }

    /// <summary>Gives the sandbox up if its absence is why the browser did not start, and the browser runs as a user of its own. As the
    /// academy's user it would reach the academy's files: there it does not start.</summary>
    /// <param name="lastWords">The end of the browser's output.</param>
    /// <returns>Whether to start again.</returns>
    public bool GiveUpSandbox(string lastWords)
    {
        if (!HasSandbox || !NamesSandbox(lastWords))
        {
            return false;
        }

        if (!_isRoot)
        {
            Warn(SandboxNeeded);
            return false;
        }

        HasSandbox = false;
        Warn(NoSandbox);
        return true;
    }

    private static bool NamesSandbox(string lastWords) =>
        lastWords.Contains("sandbox", StringComparison.OrdinalIgnoreCase) || lastWords.Contains("Failed to move to new namespace", StringComparison.Ordinal);

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(["/usr/bin", "/bin", "/usr/sbin"]).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private void Warn(Action<ILogger> warning)
    {
        if (!_warned)
        {
            _warned = true;
            warning(logger);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The PDF browser runs as root and without its sandbox, because setpriv (package util-linux) was not found. Run the academy as an unprivileged user, or install setpriv")]
    private static partial void RootWithoutSandbox(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The PDF browser runs as a user of its own, but without its sandbox, because this machine gives it none. Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone, or the container's seccomp profile), or install the package chromium-sandbox, and restart")]
    private static partial void NoSandbox(ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "The PDF browser does not start, because this machine gives it no sandbox. Allow unprivileged user namespaces (sysctl kernel.unprivileged_userns_clone, or the container's seccomp profile), or install the package chromium-sandbox, and restart")]
    private static partial void SandboxNeeded(ILogger logger);
}
