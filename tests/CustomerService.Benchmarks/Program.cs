using System.Diagnostics;
using CustomerService.Benchmarks;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning;
using CustomerService.People.Rules;
using CustomerService.Platform.Text;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

// The academy on SQLite behind Kestrel, and beside it in the same process and run the bare things it is compared with.
// usage: dotnet run -c Release --project tests/CustomerService.Benchmarks [people]
const int Clients = 32;
const double Seconds = 8;
var people = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 10_000;

using var academy = new Academy();
academy.UseKestrel(0);
academy.StartServer();
await academy.SetUpAsync();
var address = academy.ClientOptions.BaseAddress;

var learner = await academy.AddPersonAsync(Audience.Frontline);
await academy.StartQuizAsync(learner, "C03");
using var signedIn = await Browser.SignInAsync(address, learner.UserName);
var lessonLength = (await signedIn.Client.GetStringAsync("/courses/C03/lessons/L1")).Length;
await using var bare = await BareSite.StartAsync(lessonLength);
using var bareClient = new HttpClient { BaseAddress = new Uri(bare.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

Console.WriteLine("warming up for 30 s");
await Load.RunAsync(Clients, 20, (_, i) => Load.GetAsync(signedIn.Client, i % 2 == 0 ? "/courses/C03/lessons/L1" : "/learning"));
await Load.RunAsync(Clients, 10, (_, _) => Load.GetAsync(bareClient, "/bare"));

Console.WriteLine("| what | per second | p50 ms | p99 ms | ratio to the baseline |");
Console.WriteLine("|---|---|---|---|---|");
var barePage = await Load.RunAsync(Clients, Seconds, (_, _) => Load.GetAsync(bareClient, "/bare"));
Row("bare static-rendered page of the lesson's size", barePage, null);
Row("lesson page, signed in", await Load.RunAsync(Clients, Seconds, (_, _) => Load.GetAsync(signedIn.Client, "/courses/C03/lessons/L1")), barePage);
Row("my learning, signed in", await Load.RunAsync(Clients, Seconds, (_, _) => Load.GetAsync(signedIn.Client, "/learning")), barePage);

Measured bareCommits;
using (var bareDatabase = new BareCommits(Clients))
{
    bareCommits = await Load.RunAsync(Clients, Seconds, (client, _) => bareDatabase.CommitAsync(client));
}

Row("bare single-row SQLite commits, 32 connections", bareCommits, null);
var quiz = await QuizLoad.PrepareAsync(academy, address, Clients);
var answers = await Load.RunAsync(Clients, Seconds, quiz.AnswerAsync);
Row("quiz answers saved over HTTP, 32 clients", answers, bareCommits);
Console.WriteLine($"| …of these lost or refused | {await quiz.LostAsync(academy) + answers.Errors} | | | |");

await LargeOrganisation.FillAsync(academy, people);
var hr = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
using var office = await Browser.SignInAsync(address, hr.UserName);
await Load.RunAsync(1, 3, (_, _) => Load.GetAsync(office.Client, "/office/matrix"));
var bareAlone = await Load.RunAsync(1, 3, (_, _) => Load.GetAsync(bareClient, "/bare"));
var matrix = await Load.RunAsync(1, Seconds, (_, _) => Load.GetAsync(office.Client, "/office/matrix"));
Row("bare page, one client", bareAlone, null);
Console.WriteLine($"| HR matrix, first page of {people:N0} people, one client | {matrix.PerSecond:N0} | {matrix.P50:N2} | {matrix.P99:N2} | {matrix.P50 / bareAlone.P50:N1} times the bare page's time |");

var owner = await academy.AddPersonAsync(Audience.Customer);
await academy.SitAsync(owner, "C13");
using var certified = await Browser.SignInAsync(address, owner.UserName);
var certificate = await academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == owner.Id).Select(c => c.Id).FirstAsync());
for (var i = 0; i < 10; i++)
{
    await Load.GetAsync(certified.Client, $"/certificates/{certificate}/pdf?language=fa");
}

Row("certificate as PDF, browser warm, one client", await Load.RunAsync(1, Seconds, (_, _) => Load.GetAsync(certified.Client, $"/certificates/{certificate}/pdf?language=fa")), null);

await CopyCertificatesAsync(500);
var before = Environment.WorkingSet;
var peak = before;
var watch = Stopwatch.StartNew();
var job = await RequestPrintAsync();
while (!await academy.ReadAsync(db => db.Set<PrintJob>().AnyAsync(j => j.Id == job && j.State == PrintState.Ready)))
{
    peak = Math.Max(peak, Environment.WorkingSet);
    if (watch.Elapsed > TimeSpan.FromMinutes(3) || await academy.ReadAsync(db => db.Set<PrintJob>().AnyAsync(j => j.Id == job && j.State == PrintState.Failed)))
    {
        throw new InvalidOperationException("The print of 500 certificates did not finish.");
    }

    await Task.Delay(100);
}

Console.WriteLine($"| 500 certificates as one PDF | {watch.Elapsed.TotalSeconds:N1} s | | | memory of the process +{(peak - before) / 1048576.0:N0} MB at its peak |");
await ColdStart.MeasureAsync();

static void Row(string what, Measured measured, Measured? baseline) => Console.WriteLine(
    $"| {what} | {measured.PerSecond:N0} | {measured.P50:N2} | {measured.P99:N2} | {(baseline is null ? "" : (measured.PerSecond / baseline.PerSecond).ToString("P0", System.Globalization.CultureInfo.InvariantCulture))} |");

async Task CopyCertificatesAsync(int count)
{
    for (var done = 0; done < count; done++)
    {
        var person = await academy.AddPersonAsync(Audience.Customer, name: new PersonName("نمونه", $"شمارهٔ {done + 1}", "Sample", $"Number {done + 1}"));
        await academy.SitAsync(person, "C14");
    }
}

async Task<Guid> RequestPrintAsync()
{
    await using var scope = academy.Services.CreateAsyncScope();
    var ids = await academy.ReadAsync(db => db.Set<Certificate>().OrderBy(c => c.Id).Select(c => c.Id).Take(500).ToListAsync());
    return (await scope.ServiceProvider.GetRequiredService<RequestPrint>().RunAsync(hr.Id, ids, Language.Persian)).Value;
}
