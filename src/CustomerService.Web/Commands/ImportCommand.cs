using System.CommandLine;
using System.Text.Json;
using CustomerService.People.Accounts;
using CustomerService.People.Import;
using CustomerService.People.Rules.Imports;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Text;

namespace CustomerService.Web.Commands;

/// <summary><c>people import</c>: the same dry run and the same rules as in the office, in the rights of the person who is named.</summary>
internal static class ImportCommand
{
    private const int Good = 0;
    private const int SomeRows = 1;
    private const int Nothing = 2;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "A CSV file (UTF-8 or UTF-16) or an Excel workbook (.xlsx), whose first row has the headers." };
        var user = new Option<string>("--as") { Description = "Who imports: the user name, e-mail or mobile number of somebody who may add people. Each row is judged by that person's rights.", Required = true };
        var kind = new Option<string>("--kind") { Description = "What the file lists: people, units or partners.", DefaultValueFactory = _ => "people" };
        kind.AcceptOnlyFromAmong([.. Enum.GetNames<ImportKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)]);
        var map = new Option<string[]>("--map") { Description = "What a column means: HEADER=FIELD, such as \"Staff code=PersonnelNumber\"; HEADER= ignores it. May be repeated.", AllowMultipleArgumentsPerToken = false };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be done." };
        var skipErrors = new Option<bool>("--skip-errors") { Description = "Apply the good rows although others have errors." };
        var language = new Option<string>("--lang") { Description = "Language of the messages: en or fa.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fa");
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new Command("import", "Add and change people, units or partner organisations from a file. Exit code 1 when a row has an error or was refused, 2 when nothing could be done.") { file, user, kind, map, dryRun, skipErrors, language, json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) =>
        {
            var wanted = new Wanted(
                parsed.GetValue(file)!, parsed.GetValue(user)!, Enum.Parse<ImportKind>(parsed.GetValue(kind)!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), parsed.GetValue(map) ?? [], parsed.GetValue(dryRun), parsed.GetValue(skipErrors), parsed.GetValue(json),
                parsed.GetValue(language) == "fa" ? Language.Persian : Language.English);
            return HostCommand.RunAsync(parsed.UnmatchedTokens, services => RunAsync(services, wanted, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellationToken));
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, Wanted wanted, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        System.Globalization.CultureInfo.CurrentUICulture = wanted.Language.Culture();
        await services.GetRequiredService<MigrateDatabase>().CheckAsync(cancellationToken);
        if (await services.GetRequiredService<AccountFinder>().FindAsync(wanted.User, cancellationToken) is not { } account)
        {
            await errors.WriteLineAsync("Nobody signs in with this name. Check --as: a user name, e-mail or mobile number.");
            return Nothing;
        }

        Result<Guid> received;
        try
        {
            await using var content = File.OpenRead(wanted.File);
            received = await services.GetRequiredService<ReceiveImport>().RunAsync(account.Id, wanted.Kind, wanted.File, content, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{wanted.File} cannot be read: {e.Message}");
            return Nothing;
        }

        var run = new Run(services, account.Id, received.Value, wanted, errors);
        if (!received.Succeeded)
        {
            return await run.RefuseAsync(received.Refusal!);
        }

        return await run.PlanAsync(cancellationToken) ?? await run.ApplyAsync(output, cancellationToken);
    }

    private sealed record Wanted(string File, string User, ImportKind Kind, IReadOnlyList<string> Map, bool IsDryRun, bool SkipsErrors, bool IsJson, Language Language);

    /// <summary>One import of the command line.</summary>
    private sealed class Run(IServiceProvider services, Guid actorId, Guid importId, Wanted wanted, TextWriter errors)
    {
        private readonly LocalizedFormatter _formatter = LocalizedFormatter.For(wanted.Language);

        public async Task<int> RefuseAsync(Refusal refusal)
        {
            await errors.WriteLineAsync(RefusalText.Say(refusal, _formatter, PeopleText.ResourceManager, ImportText.ResourceManager));
            return Nothing;
        }

        /// <returns>Null where the plan stands; else the exit code.</returns>
        public async Task<int?> PlanAsync(CancellationToken cancellationToken)
        {
            var view = (await services.GetRequiredService<ReadImport>().RunAsync(actorId, importId, cancellationToken))!;
            var fields = view.Columns.Fields.ToList();
            foreach (var said in wanted.Map)
            {
                var at = said.LastIndexOf('=');
                var column = at < 0 ? -1 : view.Headers.ToList().FindIndex(h => ImportFields.Key(h) == ImportFields.Key(said[..at]));
                var meaning = at < 0 ? "" : said[(at + 1)..].Trim();
                ImportField? field = Enum.TryParse<ImportField>(meaning, ignoreCase: true, out var named) && ImportFields.Of(wanted.Kind).Contains(named) ? named : ImportFields.Recognise(wanted.Kind, meaning);
                if (column < 0 || (field is null && meaning.Length > 0))
                {
                    await errors.WriteLineAsync($"--map {said} names no column of the file, or no field: {string.Join(", ", ImportFields.Of(wanted.Kind))}.");
                    return Nothing;
                }

                // What was guessed for another column gives way.
                for (var i = 0; i < fields.Count; i++)
                {
                    fields[i] = i == column ? field : field is not null && fields[i] == field ? null : fields[i];
                }
            }

            var columns = new ImportColumns(fields);
            foreach (var ignored in view.Headers.Where((_, i) => i >= fields.Count || fields[i] is null))
            {
                await errors.WriteLineAsync(_formatter.Say(ImportText.IgnoredColumn, ignored));
            }

            var planned = await services.GetRequiredService<PlanImport>().RunAsync(actorId, importId, columns, null, cancellationToken);
            if (planned.Value is not { } counts)
            {
                return await RefuseAsync(planned.Refusal!);
            }

            await WriteProblemsAsync(cancellationToken);
            if (!wanted.IsDryRun && (counts.Errors == 0 || wanted.SkipsErrors) && counts.Changes > 0)
            {
                return await services.GetRequiredService<ConfirmImport>().RunAsync(actorId, importId, cancellationToken) is { Refusal: { } refused } ? await RefuseAsync(refused) : null;
            }

            if (!wanted.IsDryRun && counts.Errors > 0)
            {
                await errors.WriteLineAsync(ImportText.NothingApplied);
            }

            return null;
        }

        /// <summary>Works off what was confirmed, beside a running academy or without one, and tells what came of it.</summary>
        public async Task<int> ApplyAsync(TextWriter output, CancellationToken cancellationToken)
        {
            await services.GetRequiredService<ApplyImport>().RunAsync(importId, null, cancellationToken);
            var line = (await services.GetRequiredService<ReadImport>().RunAsync(actorId, importId, cancellationToken))!.Line;
            if (line.Refused > 0)
            {
                await WriteProblemsAsync(cancellationToken, onlyRefused: true);
            }

            var counts = line.Counts;
            await output.WriteLineAsync(wanted.IsJson
                ? JsonSerializer.Serialize(new
                {
                    Import = line.Id, State = JsonNamingPolicy.CamelCase.ConvertName(line.State.ToString()), line.Rows, counts.Creates, counts.Updates, counts.Deactivations, counts.Reactivations, counts.Unchanged, counts.Errors, line.Applied, line.Refused,
                }, HostCommand.Json)
                : _formatter.Say(
                    line.State == ImportState.Done ? ImportText.CommandDone : ImportText.CommandPlanned,
                    line.Rows, counts.Creates, counts.Updates, counts.Deactivations, counts.Reactivations, counts.Unchanged, counts.Errors, line.Applied, line.Refused));
            return counts.Errors + line.Refused == 0 ? Good : SomeRows;
        }

        private async Task WriteProblemsAsync(CancellationToken cancellationToken, bool onlyRefused = false)
        {
            await foreach (var row in services.GetRequiredService<ReadImport>().AllRowsAsync(actorId, importId, new(OnlyProblems: true), cancellationToken))
            {
                foreach (var error in onlyRefused && row.Progress != RowProgress.Refused ? [] : row.Errors)
                {
                    await errors.WriteLineAsync(_formatter.Say(ImportText.RowProblem, row.Number, ImportTexts.Of(error, _formatter)));
                }
            }
        }
    }
}
