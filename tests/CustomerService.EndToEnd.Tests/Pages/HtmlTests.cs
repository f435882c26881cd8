using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.EndToEnd.Tests.Pages;

/// <summary>The HTML checker of the W3C on every page of the journey.</summary>
public sealed partial class HtmlTests(RunningAcademy academy)
{
    [Fact]
    public async Task Every_page_is_valid_html()
    {
        var folder = Directory.CreateTempSubdirectory("academy-html-");
        try
        {
            foreach (var person in (await academy.Pages.AllAsync()).GroupBy(page => page.Who))
            {
                foreach (var language in Languages.All)
                {
                    using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = academy.Address };
                    var visitor = new Visitor(client);
                    visitor.Read(language);
                    if (person.Key is { } userName)
                    {
                        await visitor.SignInAsync(userName, academy.Learners.PasswordOf(userName));
                    }

                    foreach (var page in person)
                    {
                        var response = await visitor.GetAsync(page.Address);
                        Assert.Equal((page.Address, (HttpStatusCode)page.Status), (page.Address, response.StatusCode));
                        await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{language.Code()}-{page.Name}.html"), MarksOfTheFramework().Replace(await response.Content.ReadAsStringAsync(), ""));
                    }
                }
            }

            var errors = await CheckAsync(folder.FullName);
            Assert.True(errors.Count == 0, string.Join(Environment.NewLine, errors));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>With these attributes the framework tells its script of events that must not bubble, where a page is rendered before its circuit.</summary>
    [GeneratedRegex(" __internal_(stopPropagation|preventDefault)_on[a-z]+")]
    private static partial Regex MarksOfTheFramework();

    private static async Task<List<string>> CheckAsync(string folder)
    {
        var start = new ProcessStartInfo("java") { RedirectStandardError = true };
        foreach (var argument in (string[])["-Xss2m", "-jar", Repository.PathOf("node_modules", "vnu-jar", "build", "dist", "vnu.jar"), "--errors-only", "--format", "json", folder])
        {
            start.ArgumentList.Add(argument);
        }

        using var checker = Process.Start(start)!;
        var report = await checker.StandardError.ReadToEndAsync();
        await checker.WaitForExitAsync();
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty("messages").EnumerateArray().Select(m =>
            $"{Path.GetFileName(m.GetProperty("url").GetString())}: {m.GetProperty("message").GetString()} {(m.TryGetProperty("extract", out var extract) ? extract.GetString() : "")}")];
    }
}
