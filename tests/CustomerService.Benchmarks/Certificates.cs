using System.Diagnostics;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>One certificate with a warm browser, and five hundred as one document, each compared with <see cref="PlainPages"/>.</summary>
internal static class Certificates
{
    private const int Many = 500;

    public static async Task MeasureAsync(Bench bench)
    {
        var academy = bench.Academy;
        var owner = await academy.AddPersonAsync(Audience.Customer);
        await academy.SitAsync(owner, "C13");
        using var browser = await Browser.SignInAsync(bench.Address, owner.UserName);
        var certificate = await academy.ReadAsync(db => db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == owner.Id).FirstAsync());
        var plain = new PlainPages(academy);
        Task<bool> Print(int client, int count) => Load.GetAsync(browser.Client, $"/certificates/{certificate.Id}/pdf?language=fa");
        Task<bool> PrintPlain(int client, int count) => plain.OneAsync(certificate);
        await Load.WarmUpAsync(1, Print);
        await Load.RunAsync(1, Bench.Seconds, PrintPlain);
        var baseline = await Load.RunAsync(1, Bench.Seconds, PrintPlain);
        await Print(0, 0);
        var measured = await Load.RunAsync(1, Bench.Seconds, Print);
        Report.Row("plain page of the same words as PDF, the same browser", baseline);
        Report.Row("certificate as PDF, browser warm, one client", measured, Report.Times(measured, baseline));

        for (var made = 0; made < Many; made++)
        {
            var person = await academy.AddPersonAsync(Audience.Customer, name: new PersonName("نمونه", $"شمارهٔ {made + 1}", "Sample", $"Number {made + 1}"));
            await academy.SitAsync(person, "C14");
        }

        var hr = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await PrintAsync(academy, hr.Id, Many / 10);
        var (state, seconds, memory) = await PrintAsync(academy, hr.Id, Many);
        var watch = Stopwatch.StartNew();
        var printed = await plain.ManyAsync(Many);
        var plainSeconds = watch.Elapsed.TotalSeconds;
        Report.Row($"{Many} plain pages of the same words as one PDF{(printed ? "" : ", failed")}", $"{plainSeconds:N1} s");
        Report.Row(
            $"{Many} certificates as one PDF, {state}",
            $"{seconds:N1} s, {seconds / plainSeconds:N2} times as long, memory of the process +{memory / 1048576.0:N0} MB at its peak");
    }

    /// <returns>The outcome, the time from the request on, and by how much the process grew meanwhile.</returns>
    private static async Task<(PrintState State, double Seconds, long Bytes)> PrintAsync(Academy academy, Guid requester, int count)
    {
        var before = Environment.WorkingSet;
        var peak = before;
        var watch = Stopwatch.StartNew();
        var job = await RequestAsync(academy, requester, count);
        PrintState state;
        while ((state = await academy.ReadAsync(db => db.Set<PrintJob>().Where(j => j.Id == job).Select(j => j.State).FirstAsync())) is not (PrintState.Ready or PrintState.Failed)
            && watch.Elapsed < TimeSpan.FromMinutes(3))
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            await Task.Delay(50);
        }

        return (state, watch.Elapsed.TotalSeconds, peak - before);
    }

    private static async Task<Guid> RequestAsync(Academy academy, Guid requester, int count)
    {
        await using var scope = academy.Services.CreateAsyncScope();
        var ids = await academy.ReadAsync(db => db.Set<Certificate>().OrderBy(c => c.Id).Select(c => c.Id).Take(count).ToListAsync());
        return (await scope.ServiceProvider.GetRequiredService<RequestBulkPrint>().RunAsync(requester, ids, Language.Persian)).Value;
    }
}
