using System.Diagnostics;
using System.Globalization;
using System.Text;
using CustomerService.People.Import;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>An import of new people with contacts and accounts: reading the file, the dry run, applying it, and the memory that is held meanwhile. PEOPLE says how many.</summary>
internal static class PeopleImports
{
    public static async Task MeasureAsync(Bench bench)
    {
        var people = int.Parse(Environment.GetEnvironmentVariable("PEOPLE") ?? "20000", CultureInfo.InvariantCulture);
        var hr = await bench.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var scope = bench.Academy.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var text = new StringBuilder("شماره پرسنلی,نام,نام خانوادگی,رایانامه,شماره همراه,نام کاربری\n");
        for (var n = 0; n < people; n++)
        {
            text.Append(CultureInfo.InvariantCulture, $"im{n:000000},نام,خانوادگی {n},import{n}@example.org,0935{n:0000000},import.{n}\n");
        }

        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (watch, most) = (Stopwatch.StartNew(), 0L);
        var received = await services.GetRequiredService<ReceiveImport>().RunAsync(hr.Id, ImportKind.People, "people.csv", file);
        var read = watch.Elapsed;
        var planned = await services.GetRequiredService<PlanImport>().RunAsync(hr.Id, received.Value);
        var dryRun = watch.Elapsed - read;
        if (planned.Value?.Creates != people)
        {
            throw new InvalidOperationException("Not every row would be added.");
        }

        await services.GetRequiredService<ConfirmImport>().RunAsync(hr.Id, received.Value);
        await services.GetRequiredService<ApplyImport>().RunAsync(received.Value, new Peak(() => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before)));
        var applied = watch.Elapsed - read - dryRun;
        Report.Row($"import of {people:N0} people: read", $"{read.TotalSeconds:N1} s");
        Report.Row("… dry run", $"{dryRun.TotalSeconds:N1} s");
        Report.Row("… applied", $"{applied.TotalSeconds:N1} s, {people / applied.TotalSeconds:N0} people a second");
        Report.Row("… most memory held, garbage included", $"{most / 1024m / 1024m:N0} MB");
    }

    private sealed class Peak(Action sample) : IProgress<int>
    {
        public void Report(int value) => sample();
    }
}
