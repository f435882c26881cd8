using System.CommandLine;
using CustomerService.Web.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Web.Commands;

/// <summary>The commands of the executable. Without a command it serves. Options unknown to a command are configuration
/// (<c>--Database:Provider=PostgreSql</c>) and go to the host.</summary>
public static class CommandLine
{
    /// <returns>0 on success; 1 if a check found errors or the academy cannot start as it is configured, which is written to stderr.</returns>
    /// <param name="errors">Where the sentence is written; null: the error stream.</param>
    public static async Task<int> RunAsync(string[] args, TextWriter? errors = null)
    {
        var root = new RootCommand("The academy: serve it, or run one of its verbs.") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((parsed, cancellationToken) => ServeAsync(args, cancellationToken));
        root.Add(Verb("serve", "Serve the academy (the default).", args, ServeAsync));
        root.Add(MigrateCommand.Create());
        root.Add(DatabaseCommands.Backup());
        root.Add(DatabaseCommands.Restore());
        root.Add(CertificatesCommand.Create());
        root.Add(ContentCommand.Create());
        root.Add(PeopleCommand.Create());
        // The host handles the stop signal itself and takes the time it needs: the library would end the process after two seconds.
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Error = errors ?? Console.Error,
            });
        }
        catch (Exception e) when (FailureSentence.Of(e) is { } sentence)
        {
            await (errors ?? Console.Error).WriteLineAsync(sentence);
            return 1;
        }
    }

    private static Command Verb(string name, string description, string[] args, Func<string[], CancellationToken, Task<int>> run)
    {
        var verb = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        verb.SetAction((_, cancellationToken) => run([.. args.Where(a => a != name)], cancellationToken));
        return verb;
    }

    private static async Task<int> ServeAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = AcademyHost.Build(args);
        // Before anything is written: a start that cannot succeed changes nothing.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        ListeningAddresses.Check(app.Configuration);
        await StartAcademy.RunAsync(app, args, cancellationToken);
        await app.RunAsync();
        return 0;
    }
}
