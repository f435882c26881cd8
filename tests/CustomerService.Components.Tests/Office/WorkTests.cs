using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Components.Tests.Office;

/// <summary>Progress of background work, and files on their way.</summary>
public sealed class WorkTests
{
    private const int Largest = 2048;

    [Theory]
    [InlineData(Language.Persian, "ورود: ۲۵\u200F٪."), InlineData(Language.English, "ورود: 25%.")]
    public async Task Every_tenth_and_the_end_are_said_and_not_every_step(Language language, string said)
    {
        await using var reading = new OfficeReading(language);
        var cancelled = 0;
        var work = reading.Context.Render<WorkProgress>(p => p.Add(w => w.Label, "ورود").Add(w => w.Done, 25).Add(w => w.Total, 100).Add(w => w.OnCancel, () => cancelled++));
        string Said() => work.Find("[role=status]").TextContent.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
        Assert.Equal(said, Said());
        Assert.Equal("25", work.Find("progress").GetAttribute("value"));

        work.Render(p => p.Add(w => w.Done, 29));
        Assert.Equal(said, Said());
        Assert.Equal("29", work.Find("progress").GetAttribute("value"));
        work.Render(p => p.Add(w => w.Done, 30));
        Assert.NotEqual(said, Said());

        await work.Find("button").ClickAsync(new MouseEventArgs());
        Assert.Equal(1, cancelled);
        work.Render(p => p.Add(w => w.State, WorkState.Failed).Add(w => w.Text, "Row 7"));
        Assert.EndsWith("Row 7", Said(), StringComparison.Ordinal);
        Assert.Empty(work.FindAll("button, progress"));
    }

    [Fact]
    public async Task A_file_is_read_and_what_is_wrong_with_it_is_said()
    {
        await using var reading = new OfficeReading();
        var read = "";
        var drop = Render(reading, async (file, cancellation) =>
        {
            using var reader = new StreamReader(file.Content);
            read = await reader.ReadToEndAsync(cancellation);
            return file.Name == "b.CSV" ? "Row 2 has no name." : null;
        });
        Assert.Contains(".csv", drop.Find("#" + drop.Find("input").GetAttribute("aria-describedby")).TextContent, StringComparison.Ordinal);

        drop.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("name", "a.csv"));
        drop.WaitForAssertion(() => Assert.Contains("done", drop.Find(".work-head").TextContent, StringComparison.Ordinal));
        Assert.Equal("name", read);

        drop.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("name", "b.CSV"));
        drop.WaitForAssertion(() => Assert.Equal("Row 2 has no name.", drop.Find(".work-text").TextContent));
    }

    [Theory]
    [InlineData("a.exe", 10, "is of another kind"), InlineData("a.csv", Largest + 1, "the most is 2 KB"), InlineData("a.csv", 0, "is empty")]
    public async Task A_file_of_another_kind_or_size_is_refused_in_a_sentence_and_never_read(string name, int size, string said)
    {
        await using var reading = new OfficeReading();
        var drop = Render(reading, (_, _) => throw new InvalidOperationException("It must not be read."));

        drop.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[size], name));

        drop.WaitForAssertion(() => Assert.Contains(said, drop.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Contains(drop.Find("[role=alert]").Id!, drop.Find("input").GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Empty(drop.FindAll(".work"));
    }

    [Fact]
    public async Task One_file_is_asked_for_and_a_failure_is_logged()
    {
        using var log = new RecordedLog();
        await using var reading = new OfficeReading(add: services => services.AddSingleton<ILoggerProvider>(log));
        var drop = Render(reading, (_, _) => throw new InvalidOperationException("As told."));
        var file = InputFileContent.CreateFromText("name", "a.csv");

        drop.FindComponent<InputFile>().UploadFiles(file, file);
        drop.WaitForAssertion(() => Assert.Contains("Choose one file only.", drop.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        drop.FindComponent<InputFile>().UploadFiles(file);

        drop.WaitForAssertion(() => Assert.Equal("The file could not be received. Choose it again.", drop.Find(".work-text").TextContent));
        Assert.IsType<InvalidOperationException>(Assert.Single(log.Entries, e => e.Category == typeof(FileDrop).FullName).Exception);
    }

    private static IRenderedComponent<FileDrop> Render(OfficeReading reading, Func<ReceivedFile, CancellationToken, Task<string?>> receive) =>
        reading.Context.Render<FileDrop>(p => p.Add(d => d.Label, "List").Add(d => d.InputId, "list").Add(d => d.Types, [".csv"]).Add(d => d.Largest, Largest).Add(d => d.Receive, receive));
}
