using System.Diagnostics;
using System.Globalization;
using CustomerService.Ui.Controls;

namespace CustomerService.Certificates.Pdf;

/// <summary>A browser's own folder for one run, removed afterwards. A note inside says whose it is, so that a later start
/// can clear away what a killed process left behind: the folder, and the browser that still runs in it.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private const string Prefix = "academy-pdf-";
    private const string Note = "owner.txt";

    public ProfileFolder() => FullName = Directory.CreateTempSubdirectory(Prefix).FullName;

    public string FullName { get; }

    /// <summary>Writes the note.</summary>
    public void Belongs(Process browser)
    {
        using var owner = Process.GetCurrentProcess();
        File.WriteAllLines(Path.Combine(FullName, Note), [Mark(owner), Mark(browser)]);
    }

    /// <summary>Ends browsers whose owner is dead and removes their folders. Folders of living owners and of other users are left alone.</summary>
    public static void ClearLeftovers()
    {
        foreach (var note in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*").Select(d => Path.Combine(d, Note)).Where(File.Exists))
        {
            try
            {
                if (File.ReadAllLines(note) is [var owner, var browser] && Find(owner) is null)
                {
                    var folder = Path.GetDirectoryName(note)!;
                    using var left = Find(browser);
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

    private static string Mark(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTime.ToUniversalTime():O}");

    /// <summary>The process of a mark if it still runs: same number and, because numbers are reused, same start within two seconds.</summary>
    private static Process? Find(string mark)
    {
        if (mark.Split(' ') is not [var number, var started]
            || !int.TryParse(number, CultureInfo.InvariantCulture, out var id)
            || !DateTime.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startedAtUtc))
        {
            return null;
        }

        try
        {
            var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - startedAtUtc).Duration() < TimeSpan.FromSeconds(2))
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>On Linux the temporary folder is everybody's, so a note alone must not get a process killed: its command line has to name the folder.
    /// On Windows and macOS the folder is the user's own.</summary>
    private static bool RunsIn(string folder, Process process) =>
        !OperatingSystem.IsLinux()
        || File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline")).Contains($"--user-data-dir={folder}\0", StringComparison.Ordinal);

    private static void Delete(string folder)
    {
        // the last helpers of a stopped browser may still be writing
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
