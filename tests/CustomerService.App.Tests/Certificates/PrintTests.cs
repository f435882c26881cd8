using System.Net;
using CustomerService.App.Tests.Pdf;
using CustomerService.App.Tests.Rendering;
using CustomerService.Certificates.Document;
using CustomerService.Certificates.Pdf;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.People.Accounts;
using CustomerService.People.Data;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace CustomerService.App.Tests.Certificates;

/// <summary>The certificates of a group as one PDF.</summary>
public sealed class PrintTests(SharedAcademy shared)
{
    private readonly Academy _academy = shared.Academy;

    [Fact]
    public async Task A_group_is_printed_in_the_order_of_names_and_only_its_owner_gets_the_file()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var ids = new List<Guid>();
        foreach (var name in new[] { "یوسفی", "آذری", "پورکاظم" })
        {
            ids.Add((await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("سارا", name)))).Id);
        }

        var job = await ReadyAsync(hr.Id, await RequestAsync(hr, ids));
        Assert.Equal((3, 3, 1000), (job.Count, job.Done, job.Progress));
        await using (var db = await _academy.DbAsync())
        {
            var order = await db.Set<PrintJobItem>().Where(i => i.JobId == job.Id).OrderBy(i => i.Position).Select(i => i.CertificateId).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal([ids[1], ids[2], ids[0]], order);
        }

        var visitor = await _academy.SignInAsync(hr);
        await using (var page = OfficeCircuit.Open<PrintPage>(_academy, hr, job.Id))
        {
            Assert.NotNull(page.Query($"a[href='/office/prints/{job.Id}/file']"));
        }

        var file = await visitor.GetAsync($"/office/prints/{job.Id}/file");
        var content = await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(job.Bytes, content.Length);
        Assert.Equal(3, new PdfInspector(content).Pages);

        var colleague = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _academy.SignInAsync(colleague)).GetAsync($"/office/prints/{job.Id}/file")).StatusCode);
        await using var others = OfficeCircuit.Open<PrintPage>(_academy, colleague, job.Id);
        Assert.True(others.IsNotFound);
    }

    [Fact]
    public async Task Certificates_out_of_reach_revoked_or_superseded_are_left_out()
    {
        var unit = await _academy.AddUnitAsync("شعبهٔ چاپ");
        var manager = await _academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: unit);
        var mine = await _academy.AddPersonAsync(Audience.Frontline, unit: unit);
        var superseded = await _academy.EarnAsync(mine, "C03", _academy.Clock.UtcNow().AddDays(-5));
        var standing = await _academy.EarnAsync(mine, "C03");
        var foreign = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline));

        var id = await RequestAsync(manager, [superseded.Id, standing.Id, foreign.Id, Guid.CreateVersion7()]);
        await using (var db = await _academy.DbAsync())
        {
            Assert.Equal([standing.Id], await db.Set<PrintJobItem>().Where(i => i.JobId == id).Select(i => i.CertificateId).ToListAsync(TestContext.Current.CancellationToken));
        }

        await using var scope = _academy.Services.CreateAsyncScope();
        var nothing = await scope.ServiceProvider.GetRequiredService<RequestBulkPrint>().RunAsync(manager.Id, [foreign.Id], Language.Persian, cancellationToken: TestContext.Current.CancellationToken);
        Assert.IsType<NothingToPrint>(nothing.Refusal);
        await ReadyAsync(manager.Id, id);
    }

    [Fact]
    public async Task After_its_days_the_file_is_gone_and_can_be_made_again()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var certificate = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline));
        var job = await ReadyAsync(hr.Id, await RequestAsync(hr, [certificate.Id]));
        await using (var scope = _academy.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Platform.Outbox.IOutboxHandler<DiscardPrint>>().HandleAsync(new DiscardPrint(job.Id), TestContext.Current.CancellationToken);
        }

        var visitor = await _academy.SignInAsync(hr);
        var address = $"/office/prints/{job.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address + "/file")).StatusCode);
        await using var page = OfficeCircuit.Open<PrintPage>(_academy, hr, job.Id, address: address);
        await page.PressAsync("[data-again]");
        page.Wait(() => page.Address != address);
        await ReadyAsync(hr.Id, Guid.Parse(page.Address.Split('/')[^1]));
    }

    [Fact]
    public async Task A_running_print_is_followed_without_opening_the_page_again()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var job = new PrintJob(Guid.CreateVersion7(), hr.Id, 200, Language.Persian, duplicate: false, _academy.Clock.UtcNow());
        await _academy.DoAsync(db => db.Add(job));
        await using var page = OfficeCircuit.Open<PrintPage>(_academy, hr, job.Id);
        Assert.Null(page.Query("a[download]"));

        await SetAsync(PrintState.Running, 250);
        await SeeAsync(() => page.Query("progress")?.GetAttribute("value") == "25");
        Assert.Contains("۵۰ از ۲۰۰", page.Find(".work-text").TextContent, StringComparison.Ordinal);
        await SetAsync(PrintState.Ready, 1000);
        await SeeAsync(() => page.Query("a[download]") is not null);

        Task SetAsync(PrintState state, int progress) => _academy.DoAsync(db => db.Set<PrintJob>().Where(j => j.Id == job.Id).ExecuteUpdate(s => s.SetProperty(j => j.State, state).SetProperty(j => j.Progress, progress)));

        // The page looks every second of its clock.
        async Task SeeAsync(Func<bool> isSeen)
        {
            for (var tries = 0; tries < 100 && !isSeen(); tries++)
            {
                _academy.Clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            Assert.True(isSeen());
        }
    }

    [Fact]
    public async Task The_list_tells_what_each_print_holds_and_turns_its_pages()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var person = await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("سارا", "محمدی‌نژاد"));
        var (first, second) = (await _academy.EarnAsync(person, "C03"), await _academy.EarnAsync(person, "C01"));
        var jobs = Enumerable.Range(0, ViewPrints.PageSize + 2).Select(i => new PrintJob(Guid.CreateVersion7(), hr.Id, 2, Language.Persian, false, _academy.Clock.UtcNow().AddMinutes(i / 2))).ToList();
        await _academy.DoAsync(db =>
        {
            db.AddRange(jobs);
            db.AddRange(jobs.SelectMany(j => new[] { new PrintJobItem(j.Id, 0, first.Id), new PrintJobItem(j.Id, 1, second.Id) }));
        });
        await using var scope = _academy.Services.CreateAsyncScope();
        var view = scope.ServiceProvider.GetRequiredService<ViewPrints>();

        var start = await view.RunAsync(hr.Id, KeysetCursor.Start, countUpTo: 10);
        var end = await view.RunAsync(hr.Id, new(start.After, null));
        var back = await view.RunAsync(hr.Id, new(null, end.Before));

        Assert.Equal((11, null, null), (start.Count, start.Before, end.After));
        Assert.Equal(jobs.OrderByDescending(j => j.CreatedAtUtc).ThenByDescending(j => j.Id).Select(j => j.Id), start.Rows.Concat(end.Rows).Select(r => r.Job.Id));
        Assert.Equal(start.Rows.Select(r => r.Job.Id), back.Rows.Select(r => r.Job.Id));
        Assert.All(start.Rows, r => Assert.Equal((first.Title, 1, first.PersonName), (r.Title, r.MoreTitles, r.FirstName)));
        Assert.Empty((await view.RunAsync(person.Id, new(start.After, null))).Rows);
    }

    [Fact]
    public async Task A_print_that_a_dead_node_left_half_made_is_made_anew()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var certificate = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline));
        var job = new PrintJob(Guid.CreateVersion7(), hr.Id, 1, Language.Persian, duplicate: false, _academy.Clock.UtcNow());
        await _academy.DoAsync(db =>
        {
            db.Add(job);
            db.Add(new PrintJobItem(job.Id, 0, certificate.Id));
            db.Add(new PrintJobChunk(job.Id, 0, 0, [1, 2, 3]));
        });

        await using var scope = _academy.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<Platform.Outbox.IOutboxHandler<BulkPrintRequested>>();
        await handler.HandleAsync(new BulkPrintRequested(job.Id), TestContext.Current.CancellationToken);
        await handler.HandleAsync(new BulkPrintRequested(job.Id), TestContext.Current.CancellationToken);

        var done = await ReadyAsync(hr.Id, job.Id);
        Assert.Equal(1, done.Run);
        await using var db = await _academy.DbAsync();
        Assert.All(await db.Set<PrintJobChunk>().Where(c => c.JobId == job.Id).Select(c => c.Run).ToListAsync(TestContext.Current.CancellationToken), run => Assert.Equal(1, run));
    }

    [Fact]
    public async Task A_browser_that_dies_or_is_slow_is_tried_again_and_nothing_is_printed_twice()
    {
        var (job, hr) = await OneToPrintAsync();
        var printer = new TroubledPrinter(new PdfBrowserFailed(), new PdfTimedOut());
        foreach (var failures in new[] { 1, 2 })
        {
            await Assert.ThrowsAnyAsync<Exception>(() => HandleAsync(job, printer));
            var waiting = await JobAsync(hr, job);
            Assert.Equal((PrintState.Waiting, failures, 0, null), (waiting.State, waiting.Failures, waiting.Progress, waiting.Error));
        }

        await HandleAsync(job, printer);

        var done = await ReadyAsync(hr, job);
        Assert.Equal((3, TroubledPrinter.Content.Length), (done.Run, (int)done.Bytes));
        await using var db = await _academy.DbAsync();
        Assert.Equal([TroubledPrinter.Content], await db.Set<PrintJobChunk>().Where(c => c.JobId == job).Select(c => c.Content).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_print_that_fails_every_time_has_failed_in_the_end_and_says_why()
    {
        var (job, hr) = await OneToPrintAsync();
        var printer = new TroubledPrinter([.. Enumerable.Repeat(new PdfTimedOut(), BulkPrintHandler.MaxFailures)]);
        for (var run = 1; run < BulkPrintHandler.MaxFailures; run++)
        {
            await Assert.ThrowsAnyAsync<Exception>(() => HandleAsync(job, printer));
        }

        await HandleAsync(job, printer);

        var failed = await JobAsync(hr, job);
        Assert.Equal((PrintState.Failed, new PdfTimedOut().Code), (failed.State, failed.Error));
    }

    [Fact]
    public async Task What_trying_again_does_not_mend_fails_at_once()
    {
        var (job, hr) = await OneToPrintAsync();
        await HandleAsync(job, new TroubledPrinter(new PdfBrowserMissing()));
        Assert.Equal((PrintState.Failed, new PdfBrowserMissing().Code), ((await JobAsync(hr, job)).State, (await JobAsync(hr, job)).Error));
    }

    [Fact]
    public async Task In_production_nothing_is_printed_whose_code_would_lead_nowhere()
    {
        var (job, hr) = await OneToPrintAsync();
        var nowhere = new PublicAddress(
            Options.Create(new PublicAddressOptions { Address = "http://localhost:5080" }), new HostingEnvironment { EnvironmentName = Environments.Production }, new HttpContextAccessor(), _academy.Services);
        await using var scope = _academy.Services.CreateAsyncScope();
        T With<T>(params object[] more) => ActivatorUtilities.CreateInstance<T>(scope.ServiceProvider, [nowhere, .. more]);
        var cancellation = TestContext.Current.CancellationToken;
        var certificates = await _academy.ReadAsync(db => db.Set<PrintJobItem>().Where(i => i.JobId == job).Select(i => i.CertificateId).ToListAsync(cancellation));

        Assert.IsType<AddressNotPublic>((await With<RequestBulkPrint>().RunAsync(hr, certificates, Language.Persian, cancellationToken: cancellation)).Refusal);
        Assert.IsType<AddressNotPublic>((await With<RenderCertificatePdf>().RunAsync(hr, certificates[0], Language.Persian, cancellationToken: cancellation)).Refusal);
        await With<BulkPrintHandler>(new TroubledPrinter()).HandleAsync(new BulkPrintRequested(job), cancellation);

        var failed = await JobAsync(hr, job);
        Assert.Equal((PrintState.Failed, new AddressNotPublic().Code), (failed.State, failed.Error));
        var visitor = await _academy.SignInAsync(new TestPerson(hr, await _academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == hr).Select(a => a.UserName!).SingleAsync(cancellation))));
        await using var page = OfficeCircuit.Open<PrintPage>(_academy, new TestPerson(hr, ""), job);
        Assert.Contains("PublicAddress", page.Find(".work").TextContent, StringComparison.Ordinal);
        Assert.Contains("PublicAddress", (await visitor.OpenAsync($"/certificates/{certificates[0]}?problem=address-not-public")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_print_that_was_discarded_while_it_was_made_stays_discarded()
    {
        var (job, hr) = await OneToPrintAsync();
        await HandleAsync(job, new TroubledPrinter { Meanwhile = async () =>
        {
            await using var scope = _academy.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Platform.Outbox.IOutboxHandler<DiscardPrint>>().HandleAsync(new DiscardPrint(job), TestContext.Current.CancellationToken);
        } });
        Assert.Equal(PrintState.Expired, (await JobAsync(hr, job)).State);
    }

    [Fact]
    public async Task Many_certificates_are_one_file_in_small_pieces()
    {
        const int Count = 120;
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var certificate = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("سارا", "محمدی‌نژاد")));
        var job = new PrintJob(Guid.CreateVersion7(), hr.Id, Count, Language.Persian, duplicate: false, _academy.Clock.UtcNow());
        await _academy.DoAsync(db =>
        {
            db.Add(job);
            db.AddRange(Enumerable.Range(0, Count).Select(i => new PrintJobItem(job.Id, i, certificate.Id)));
        });

        await using var scope = _academy.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Platform.Outbox.IOutboxHandler<BulkPrintRequested>>().HandleAsync(new BulkPrintRequested(job.Id), TestContext.Current.CancellationToken);
        var done = await ReadyAsync(hr.Id, job.Id);

        Assert.InRange(done.Bytes, 1, Count * 40 * 1024);
        await using var db = await _academy.DbAsync();
        var pieces = await db.Set<PrintJobChunk>().Where(c => c.JobId == job.Id).OrderBy(c => c.Number).Select(c => c.Content.Length).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(done.Bytes, pieces.Sum());
        Assert.All(pieces.SkipLast(1), length => Assert.Equal(PrintJobChunk.MaxBytes, length));
    }

    /// <summary>A job that no message asks for, so that the test alone runs it.</summary>
    private async Task<(Guid Job, Guid Owner)> OneToPrintAsync()
    {
        var hr = await _academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var certificate = await _academy.EarnAsync(await _academy.AddPersonAsync(Audience.Frontline));
        var job = new PrintJob(Guid.CreateVersion7(), hr.Id, 1, Language.Persian, duplicate: false, _academy.Clock.UtcNow());
        await _academy.DoAsync(db =>
        {
            db.Add(job);
            db.Add(new PrintJobItem(job.Id, 0, certificate.Id));
        });
        return (job.Id, hr.Id);
    }

    private async Task HandleAsync(Guid job, ICertificatePrinter printer)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<BulkPrintHandler>(scope.ServiceProvider, printer).HandleAsync(new BulkPrintRequested(job), TestContext.Current.CancellationToken);
    }

    private async Task<PrintJob> JobAsync(Guid ownerId, Guid jobId)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ViewPrint>().RunAsync(ownerId, jobId, TestContext.Current.CancellationToken))!;
    }

    private async Task<Guid> RequestAsync(TestPerson actor, IReadOnlyCollection<Guid> ids)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<RequestBulkPrint>().RunAsync(actor.Id, ids, Language.Persian, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    private async Task<PrintJob> ReadyAsync(Guid ownerId, Guid jobId)
    {
        await using var scope = _academy.Services.CreateAsyncScope();
        var prints = scope.ServiceProvider.GetRequiredService<ViewPrint>();
        for (var i = 0; i < 300; i++)
        {
            if (await prints.RunAsync(ownerId, jobId, TestContext.Current.CancellationToken) is { IsOver: true } job)
            {
                Assert.Null(job.Error);
                Assert.Equal(PrintState.Ready, job.State);
                return job;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The print was not made within 30 seconds.");
    }

    /// <summary>Writes half a file and refuses, once for each refusal, then prints.</summary>
    private sealed class TroubledPrinter(params IEnumerable<Refusal> refusals) : ICertificatePrinter
    {
        public static readonly byte[] Content = [1, 2, 3, 4];

        private readonly Queue<Refusal> _refusals = new(refusals);

        public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

        public Task<Result<PdfFile>> PrintAsync(CertificateSheet sheet, CancellationToken cancellationToken) => throw new NotSupportedException();

        public async Task<Result<PdfWritten>> PrintAsync(CertificateBatch batch, Stream target, IProgress<PdfProgress>? progress, CancellationToken cancellationToken)
        {
            await target.WriteAsync(Content.AsMemory(0, 2), cancellationToken);
            await Meanwhile();
            if (_refusals.TryDequeue(out var refusal))
            {
                return refusal;
            }

            await target.WriteAsync(Content.AsMemory(2), cancellationToken);
            return new PdfWritten(Content.Length);
        }
    }
}
