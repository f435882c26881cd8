using System.Diagnostics;
using System.Globalization;
using CustomerService.Platform;

namespace CustomerService.Certificates.Pdf;

/// <summary>Temporary profile folder of one browser run, readable by the browser's user alone. An owner file beside it identifies the
/// processes, so that a later start can clean up after a killed process: the folder, and the browser still running in it.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private const string Prefix = "academy-printing-";
    private const string Note = "owner.txt";
    private const string Inner = "profile";

    /// <param name="user">Name or number of the user that the profile is for; null: the present one.</param>
    /// <exception cref="InvalidOperationException">There is no such user.</exception>
    public ProfileFolder(string? user = null)
    {
        FullName = Directory.CreateTempSubdirectory(Prefix).FullName;
        Profile = Path.Combine(FullName, Inner);
        File.WriteAllLines(Path.Combine(FullName, Note), [ProcessMark.Current]);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Profile);
            return;
        }

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Profile, OwnerOnly);
        if (user is not null)
        {
            try
            {
                Group = int.TryParse(user, CultureInfo.InvariantCulture, out _) ? user : Answer("id", "-g", "--", user);
                Answer("chown", "--", $"{user}:{Group}", Profile);
                // The browser's user passes through to its own folder, and can neither list nor change what is beside it.
                File.SetUnixFileMode(FullName, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            }
            catch
            {
                Dispose();
                throw;
            }
        }
    }

    public string FullName { get; }

    /// <summary>The profile itself.</summary>
    public string Profile { get; }

    /// <summary>Number of the group of the user that the profile is for.</summary>
    public string Group { get; } = "";

    /// <summary>Writes the owner file.</summary>
    public void Belongs(Process browser) => File.WriteAllLines(Path.Combine(FullName, Note), [ProcessMark.Current, ProcessMark.Of(browser)]);

    /// <summary>Kills browsers whose owner process has ended and deletes their folders. Those of running owners and other users are skipped.</summary>
    public static void ClearLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (IsOurs(folder) && File.ReadAllLines(Path.Combine(folder, Note)) is [var owner, .. var browsers] && ProcessMark.HasEnded(owner))
                {
                    using var left = browsers.Length > 0 ? ProcessMark.Find(browsers[0]) : null;
                    if (left is not null && RunsIn(folder, left))
                    {
                        left.Kill(entireProcessTree: true);
                        left.WaitForExit(TimeSpan.FromSeconds(2));
                    }

                    Delete(folder);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                continue;
            }
        }
    }

    public void Dispose() => Delete(FullName);

    /// <summary>The temporary folder is everybody's, and root may delete what is anybody's: a folder that another user made there is left alone.</summary>
    private static bool IsOurs(string folder) =>
        OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess || Answer("stat", "-c", "%u", "--", folder) == "0";

    /// <summary>On Linux the temporary folder is shared, so an owner file alone must not get a process killed: its command line
    /// must contain the folder.
    /// On Windows and macOS the folder is per user.</summary>
    private static bool RunsIn(string folder, Process process) =>
        !OperatingSystem.IsLinux()
        || File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline")).Contains($"--user-data-dir={Path.Combine(folder, Inner)}\0", StringComparison.Ordinal);

    /// <summary>The first line that a small tool of the system writes.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    private static string Answer(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var answer = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? answer : throw new InvalidOperationException(errors.GetAwaiter().GetResult().Trim());
    }

    private static void Delete(string folder)
    {
        // helper processes of a stopped browser may still be writing
        for (var tries = 0; tries < 20; tries++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(50);
            }
        }
    }
}
