using System.CommandLine;
using System.Text.Json;
using CustomerService.Catalogue;
using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;

namespace CustomerService.Web.Commands;

/// <summary><c>content check</c>: reports file, line and fix for everything in the content folder that violates its format.
/// Needs neither a database nor a running host.</summary>
public static class ContentCommand
{
    public static Command Create()
    {
        var path = new Option<string>("--path") { Description = "The content folder; by default the nearest one named content.", DefaultValueFactory = _ => "" };
        var language = new Option<string>("--lang") { Description = "Language of the messages: en or fa.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fa");
        var json = new Option<bool>("--json") { Description = "Write the problems as JSON." };
        var strict = new Option<bool>("--strict") { Description = "Let warnings fail too." };
        var check = new Command("check", "Check the content files. Exit code 1 when there is an error.") { path, language, json, strict };
        check.SetAction(parsed =>
        {
            var reader = parsed.GetValue(language) == "fa" ? Language.Persian : Language.English;
            return Check(parsed.GetValue(path) ?? "", reader, parsed.GetValue(json), parsed.GetValue(strict), Console.Out, Console.Error);
        });
        return new Command("content", "Work with the content files.") { check };
    }

    /// <summary>Writes every problem to <paramref name="output"/>, and progress to <paramref name="log"/>.</summary>
    /// <returns>0 if the content can be published, 1 if it cannot, 2 if there is no content.</returns>
    public static int Check(string path, Language language, bool json, bool strict, TextWriter output, TextWriter log)
    {
        if (CatalogueOptions.Find(path, Directory.GetCurrentDirectory(), AppContext.BaseDirectory) is not { } folder)
        {
            log.WriteLine(path.Length > 0 ? $"There is no folder {path}." : "No folder named content was found here or above. Name it with --path.");
            return 2;
        }

        var content = ContentReader.Read(folder);
        var problems = ContentChecker.Check(content);
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(
                problems.Select(p => new
                {
                    p.Location.File,
                    p.Location.Line,
                    p.Location.Column,
                    Severity = p.Severity == Severity.Error ? "error" : "warning",
                    p.Code,
                    Message = p.Message(language),
                    Remedy = p.Remedy(language),
                }),
                HostCommand.Json));
        }
        else
        {
            foreach (var problem in problems)
            {
                output.WriteLine(problem.Line(language));
            }
        }

        var errors = problems.Count(p => p.Severity == Severity.Error);
        log.WriteLine($"{folder}: {content.Courses.Count} courses, {errors} errors, {problems.Count - errors} warnings.");
        return errors > 0 || (strict && problems.Count > 0) ? 1 : 0;
    }
}
