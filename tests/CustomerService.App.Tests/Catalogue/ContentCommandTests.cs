using System.Text.Json;
using CustomerService.Platform.Localization;
using CustomerService.Web.Commands;

namespace CustomerService.App.Tests.Catalogue;

public sealed class ContentCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("content-").FullName;

    public ContentCommandTests() => Directory.CreateDirectory(Path.Combine(_folder, "courses"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Good_content_passes()
    {
        Write("{fa: فراگیر, en: learner}");
        Assert.Equal((0, ""), Run());
    }

    [Fact]
    public void An_error_names_file_line_and_remedy()
    {
        Write("{fa: فراگیر}");
        Assert.Equal((1, "glossary.yaml:2: error missing-language \"term\" has no text in \"en\". → Write both languages: fa and en."), Run());
        Assert.Contains("متن را به هر دو زبان fa و en بنویسید", Run(Language.Persian).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_tells_the_same_to_a_program()
    {
        Write("{fa: فراگیر}");
        var (code, output) = Run(json: true);
        var problem = JsonDocument.Parse(output).RootElement.EnumerateArray().Single();
        Assert.Equal(1, code);
        Assert.Equal(("glossary.yaml", 2, "error", "missing-language"),
            (problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("severity").GetString(), problem.GetProperty("code").GetString()));
    }

    [Fact]
    public void A_warning_fails_only_when_asked_to()
    {
        Write("{fa: فراگیر, en: learner}");
        var course = Directory.CreateDirectory(Path.Combine(_folder, "courses", "X01-a"));
        File.WriteAllText(Path.Combine(course.FullName, "course.yaml"), """
            id: X01
            title: {fa: دوره, en: Course}
            summary: {fa: خلاصه, en: Summary}
            minutes: 5
            audiences: {customer: optional}
            outcomes: []
            lessons: []
            quiz: {minutes: 5, passPercent: 80, criticalOutcomePercent: 60, attempts: 3, gapHours: 24, blueprint: {}}
            certificate: {validMonths: 12}
            """);
        Directory.CreateDirectory(Path.Combine(course.FullName, "lessons"));
        File.WriteAllText(Path.Combine(course.FullName, "lessons", "L9.yaml"), "");
        Assert.StartsWith("courses/X01-a/lessons/L9.yaml:1: warning unlisted-file", Run().Output, StringComparison.Ordinal);
        Assert.Equal(0, Run().Code);
        Assert.Equal(1, Run(strict: true).Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_so()
    {
        using var log = new StringWriter();
        Assert.Equal(2, ContentCommand.Check(Path.Combine(_folder, "nowhere"), Language.English, json: false, strict: false, TextWriter.Null, log));
        Assert.Contains("nowhere", log.ToString(), StringComparison.Ordinal);
    }

    private void Write(string term) => File.WriteAllText(Path.Combine(_folder, "glossary.yaml"), $$"""
        - id: learner
          term: {{term}}
          definition: {fa: کسی که می‌آموزد., en: One who learns.}
        """);

    private (int Code, string Output) Run(Language language = Language.English, bool json = false, bool strict = false)
    {
        using var output = new StringWriter();
        var code = ContentCommand.Check(_folder, language, json, strict, output, TextWriter.Null);
        return (code, output.ToString().TrimEnd());
    }
}
