using System.CommandLine;
using CustomerService.Platform.Persistence;

namespace CustomerService.Web.Commands;

/// <summary>The commands of the executable. Without a command it serves. Options unknown to a command are configuration
/// (<c>--Database:Provider=PostgreSql</c>) and go to the host.</summary>
public static class CommandLine
{
    /// <returns>0 on success; 1 if a check found errors or the database is not this version's, which is written to stderr.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("The academy: serve it, or run one of its verbs.") { TreatUnmatchedTokensAsErrors = false };
        root.SetAction((parsed, cancellationToken) => ServeAsync(args, cancellationToken));
        root.Add(Verb("serve", "Serve the academy (the default).", args, ServeAsync));
        root.Add(Verb("migrate", "Bring the database to the present model and stop.", args, MigrateAsync));
        root.Add(ContentCommand.Create());
        // The host handles the stop signal itself and takes the time it needs: the library would end the process after two seconds.
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UnknownDatabaseException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
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
        await StartAcademy.RunAsync(app, args, cancellationToken);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> MigrateAsync(string[] args, CancellationToken cancellationToken)
    {
        await using var app = AcademyHost.Build(args);
        await using var scope = app.Services.CreateAsyncScope();
        var applied = await scope.ServiceProvider.GetRequiredService<MigrateDatabase>().RunAsync(cancellationToken);
        foreach (var name in applied)
        {
            Console.WriteLine(name);
        }

        return 0;
    }
}
