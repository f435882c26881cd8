using System.Diagnostics;
using System.Text.RegularExpressions;
using CustomerService.TestKit;
using CustomerService.Web.Demo;

namespace CustomerService.Audit.Tests;

/// <summary>A published academy, started from its folder as in production.</summary>
public sealed partial class PublishTests
{
    /// <summary>Compressed when it was published, not at each request, and never asked for again: a page names a style or script by its content. The font has one name in the stylesheet and in the page, and is asked for again with its tag.</summary>
    [Fact]
    public async Task Styles_and_scripts_of_both_worlds_are_served_precompressed_and_immutable()
    {
        var folder = Directory.CreateTempSubdirectory("published-");
        try
        {
            await PublishAsync(folder.FullName);
            await using var academy = await AcademyProcess.StartPublishedAsync(folder.FullName, Path.Combine(folder.FullName, "audit.db"), "--Demo:Enabled=true");
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = academy.Address };
            var visitor = new Visitor(client);
            await visitor.SignInAsync("mina", DemoPeople.Password);
            HashSet<string> files = [];
            foreach (var address in (string[])["/learning", "/office/people", "/design/office"])
            {
                using var page = await visitor.GetAsync(address);
                files.UnionWith(Linked().Matches(await page.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value));
            }

            Assert.Contains(files, f => f.Contains("mudblazor", StringComparison.Ordinal));
            Assert.Contains(files, f => f.Contains("blazor.web", StringComparison.Ordinal));
            var wrong = new List<string>();
            foreach (var file in files)
            {
                wrong.AddRange(await FaultsAsync(client, file));
            }

            Assert.Empty(wrong);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<string>> FaultsAsync(HttpClient client, string file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + file);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");
        using var answer = await client.SendAsync(request);
        var isText = file.EndsWith(".css", StringComparison.Ordinal) || file.EndsWith(".js", StringComparison.Ordinal);
        List<string> faults = [];
        if (!answer.IsSuccessStatusCode)
        {
            faults.Add($"{file}: {(int)answer.StatusCode}");
        }

        if (isText && !answer.Content.Headers.ContentEncoding.Contains("br"))
        {
            faults.Add($"{file}: not compressed");
        }

        // What is compressed on the way has no length yet.
        if (answer.Content.Headers.ContentLength is null)
        {
            faults.Add($"{file}: compressed at the request");
        }

        if (!$"{answer.Headers.CacheControl}".Contains("immutable", StringComparison.Ordinal))
        {
            faults.Add($"{file}: {answer.Headers.CacheControl}");
        }

        return faults;
    }

    private static async Task PublishAsync(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["publish", Repository.PathOf("src", "CustomerService.Web"), "-c", "Release", "-o", folder, "--nologo", "-v", "q"])
        {
            start.ArgumentList.Add(argument);
        }

        using var publish = Process.Start(start)!;
        var said = await publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(15));
        await publish.WaitForExitAsync(patience.Token);
        Assert.True(publish.ExitCode == 0, said);
    }

    [GeneratedRegex("""(?:href|src)="/?([^":?]+\.(?:css|js))" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Linked();
}
