using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using CustomerService.Certificates;
using CustomerService.Certificates.Slips;
using CustomerService.People;
using CustomerService.People.Import;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.DependencyInjection;
using UglyToad.PdfPig;

namespace CustomerService.App.Tests.Certificates;

/// <summary>First-use slips from the import to the first sign-in.</summary>
public sealed partial class SlipsTests(SharedAcademy shared)
{
    [Fact]
    public async Task Slips_are_downloaded_once_by_whoever_made_them_and_a_code_leads_to_an_own_password()
    {
        var (academy, cancellation) = (shared.Academy, TestContext.Current.CancellationToken);
        var (hr, colleague) = (await academy.AddPersonAsync(Audience.Manager, Role.HumanResources), await academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        await using var scope = academy.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var rows = Enumerable.Range(1, 9).Select(n => string.Create(CultureInfo.InvariantCulture, $"S{n:000},نو,آمدهٔ {n},slip{n:000},{(n == 1 ? "en" : "fa")}\n"));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("شماره پرسنلی,نام,نام خانوادگی,نام کاربری,زبان\n" + string.Concat(rows)));
        var import = (await services.GetRequiredService<ReceiveImport>().RunAsync(hr.Id, ImportKind.People, "slips.csv", file, cancellation)).Value;
        Assert.Equal(9, (await services.GetRequiredService<PlanImport>().RunAsync(hr.Id, import, cancellationToken: cancellation)).Value!.Creates);
        Assert.True((await services.GetRequiredService<ConfirmImport>().RunAsync(hr.Id, import, cancellation)).Succeeded);
        await services.GetRequiredService<ApplyImport>().RunAsync(import, cancellationToken: cancellation);

        var made = await services.GetRequiredService<PrintSlips>().RunAsync(hr.Id, import, 0, Language.Persian, cancellationToken: cancellation);
        Assert.True(made.Succeeded, made.Refusal?.Code);
        var address = new Uri(CertificatesRoutes.SlipsFile(made.Value), UriKind.Relative);
        using (var foreign = await (await academy.SignInAsync(colleague)).Client.GetAsync(address, cancellation))
        {
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        }

        var visitor = await academy.SignInAsync(hr);
        using var answer = await visitor.Client.GetAsync(address, cancellation);
        Assert.Equal((HttpStatusCode.OK, "application/pdf", true), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.CacheControl!.NoStore));
        using var pdf = PdfDocument.Open(await answer.Content.ReadAsByteArrayAsync(cancellation));
        Assert.Equal(2, pdf.NumberOfPages); // eight on a page
        var first = pdf.GetPage(1).Text;
        Assert.Contains("slip001", first, StringComparison.Ordinal);
        Assert.Contains("Sign in with this name", first, StringComparison.Ordinal); // in the language of the person
        Assert.Equal(8, Code().Count(first));
        using (var again = await visitor.Client.GetAsync(address, cancellation))
        {
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        var newcomer = academy.Visit();
        await newcomer.SignInAsync("slip001", Code().Match(first).Value);
        using var start = await newcomer.GetAsync("/");
        Assert.Contains(PeopleRoutes.OwnPassword, start.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_kept_for_ten_minutes()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var files = new SlipFiles(clock);
        var owner = Guid.NewGuid();
        var old = files.Keep(owner, [1]);
        clock.Advance(SlipFiles.KeptFor);
        Assert.Null(files.Take(owner, old));
        var replaced = files.Keep(owner, [2]);
        var key = files.Keep(owner, [3]);
        Assert.Null(files.Take(owner, replaced));
        Assert.Null(files.Take(Guid.NewGuid(), key));
        Assert.Equal([3], files.Take(owner, key));
        Assert.Null(files.Take(owner, key));
    }

    [GeneratedRegex("[bcdfghjkmnpqrstvwxz2-9]{4}-[bcdfghjkmnpqrstvwxz2-9]{4}-[bcdfghjkmnpqrstvwxz2-9]{4}", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
