using System.Diagnostics;
using System.Globalization;
using CustomerService.Ui.Controls;

namespace CustomerService.Certificates.Pdf;

/// <summary>Temporary profile folder of one browser run. An owner file in it identifies the processes, so that a later start
/// can clean up after a killed process: the folder, and the browser still running in it.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private const string Prefix = "academy-pdf-";
    private const string Note = "owner.txt";

    public ProfileFolder() => FullName = Directory.CreateTempSubdirectory(Prefix).FullName;

    public string FullName { get; }

    /// <summary>Writes the owner file.</summary>
    public void Belongs(Process browser)
    {
        using var owner = Process.GetCurrentProcess();
        File.WriteAllLines(Path.Combine(FullName, Note), [Mark(owner), Mark(browser)]);
    }

    /// <summary>Kills browsers whose owner process has ended and deletes their folders. Those of running owners and other users are skipped.</summary>
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

    /// <summary>The process of a mark if still running: same id and, because ids are reused, same start time within two seconds.</summary>
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

    /// <summary>On Linux the temporary folder is shared, so an owner file alone must not get a process killed: its command line
    /// must contain the folder.
    /// On Windows and macOS the folder is per user.</summary>
    private static bool RunsIn(string folder, Process process) =>
        !OperatingSystem.IsLinux()
        || File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/cmdline")).Contains($"--user-data-dir={folder}\0", StringComparison.Ordinal);

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
