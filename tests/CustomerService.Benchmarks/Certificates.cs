using System.Diagnostics;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>One certificate with the browser warm, and five hundred as one document.</summary>
internal static class Certificates
{
    private const int Many = 500;

    public static async Task MeasureAsync(Bench bench)
    {
        var academy = bench.Academy;
        var owner = await academy.AddPersonAsync(Audience.Customer);
        await academy.SitAsync(owner, "C13");
        using var browser = await Browser.SignInAsync(bench.Address, owner.UserName);
        var id = await academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == owner.Id).Select(c => c.Id).FirstAsync());
        Task<bool> Print(int client, int count) => Load.GetAsync(browser.Client, $"/certificates/{id}/pdf?language=fa");
        await Load.RunAsync(1, 10, Print);
        Report.Row("certificate as PDF, browser warm, one client", await Load.RunAsync(1, Bench.Seconds, Print));

        for (var made = 0; made < Many; made++)
        {
            var person = await academy.AddPersonAsync(Audience.Customer, name: new PersonName("نمونه", $"شمارهٔ {made + 1}", "Sample", $"Number {made + 1}"));
            await academy.SitAsync(person, "C14");
        }

        var hr = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var before = Environment.WorkingSet;
        var peak = before;
        var watch = Stopwatch.StartNew();
        var job = await RequestAsync(academy, hr.Id);
        PrintState state;
        while ((state = await academy.ReadAsync(db => db.Set<PrintJob>().Where(j => j.Id == job).Select(j => j.State).FirstAsync())) is not (PrintState.Ready or PrintState.Failed))
        {
            peak = Math.Max(peak, Environment.WorkingSet);
            if (watch.Elapsed > TimeSpan.FromMinutes(3))
            {
                break;
            }

            await Task.Delay(50);
        }

        Report.Row($"{Many} certificates as one PDF, {state}", $"{watch.Elapsed.TotalSeconds:N1} s, memory of the process +{(peak - before) / 1048576.0:N0} MB at its peak");
    }

    private static async Task<Guid> RequestAsync(TestKit.Academy academy, Guid requester)
    {
        await using var scope = academy.Services.CreateAsyncScope();
        var ids = await academy.ReadAsync(db => db.Set<Certificate>().OrderBy(c => c.Id).Select(c => c.Id).Take(Many).ToListAsync());
        return (await scope.ServiceProvider.GetRequiredService<RequestPrint>().RunAsync(requester, ids, Language.Persian)).Value;
    }
}
