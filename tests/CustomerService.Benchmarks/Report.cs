using System.Globalization;

namespace CustomerService.Benchmarks;

/// <summary>The table that a run prints, in Markdown.</summary>
internal static class Report
{
    public static void Head()
    {
        Console.WriteLine("| what | per second | p50 ms | p99 ms | processor ms each | beside the baseline |");
        Console.WriteLine("|---|---|---|---|---|---|");
    }

    /// <summary>A load; <paramref name="beside"/> compares it with its baseline.</summary>
    public static void Row(string what, Measured measured, string beside = "") =>
        Console.WriteLine($"| {what} | {measured.PerSecond:N0} | {measured.P50:N2} | {measured.P99:N2} | {measured.ProcessorMs:N2} | {beside}{(measured.Errors > 0 ? $" ({measured.Errors} errors)" : "")} |");

    public static void Row(string what, string figure) => Console.WriteLine($"| {what} | {figure} | | | | |");

    public static string Share(Measured measured, Measured baseline) =>
        (measured.PerSecond / baseline.PerSecond).ToString("P0", CultureInfo.InvariantCulture);

    public static string Times(Measured measured, Measured baseline) =>
        (measured.P50 / baseline.P50).ToString("N1", CultureInfo.InvariantCulture) + " times as long";
}
