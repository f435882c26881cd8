using System.Diagnostics;
using System.Globalization;

namespace CustomerService.Platform;

/// <summary>Names a process of a machine as text, so that a later process can ask whether it still runs: machine, process id and,
/// because ids are used again, when it started.</summary>
public static class ProcessMark
{
    /// <summary>Start times are told to a hundredth of a second, and a clock that was set anew shifts them a little.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>The mark of this process.</summary>
    public static string Current { get; } = OfThis();

    public static string Of(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} {process.Id} {process.StartTime.ToUniversalTime():O}");
    }

    /// <summary>Whether the mark is of a process of this machine that no longer runs. False for what cannot be known: a process of
    /// another machine, or a text that is no mark.</summary>
    public static bool HasEnded(string mark)
    {
        if (Read(mark) is not { } read)
        {
            return false;
        }

        using var process = Find(read.Id, read.StartedAtUtc);
        return process is null;
    }

    /// <summary>The process of a mark, if it runs on this machine; to be disposed of.</summary>
    public static Process? Find(string mark) => Read(mark) is { } read ? Find(read.Id, read.StartedAtUtc) : null;

    private static Process? Find(int id, DateTime startedAtUtc)
    {
        try
        {
            var process = Process.GetProcessById(id);
            if ((process.StartTime.ToUniversalTime() - startedAtUtc).Duration() < Tolerance)
            {
                return process;
            }

            process.Dispose();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static (int Id, DateTime StartedAtUtc)? Read(string? mark) =>
        mark?.Split(' ') is [var machine, var number, var started, ..]
        && machine == Environment.MachineName
        && int.TryParse(number, CultureInfo.InvariantCulture, out var id)
        && DateTime.TryParse(started, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var startedAtUtc)
            ? (id, startedAtUtc)
            : null;

    private static string OfThis()
    {
        using var process = Process.GetCurrentProcess();
        return Of(process);
    }
}
