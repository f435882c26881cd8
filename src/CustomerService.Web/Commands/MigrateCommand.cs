using System.CommandLine;
using CustomerService.Platform.Persistence;

namespace CustomerService.Web.Commands;

/// <summary><c>migrate</c>: brings the database to the present model, or writes the script that does so.</summary>
internal static class MigrateCommand
{
    private const string Name = "migrate", ScriptOption = "--script", OutputOption = "--output";

    /// <param name="args">All arguments; what is not the command's own is configuration of the host.</param>
    public static Command Create(string[] args)
    {
        var script = new Option<bool>(ScriptOption) { Description = "Write the statements instead, for an administrator to run (PostgreSQL, SQL Server)." };
        var output = new Option<string>(OutputOption) { Description = "The file for the script; without it, standard output.", DefaultValueFactory = _ => "" };
        var command = new Command(Name, "Bring the database to the present model and stop.") { script, output };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(script)
            ? WriteAsync(HostArguments(args), parsed.GetValue(output) ?? "", cancellationToken)
            : MigrateAsync(HostArguments(args), cancellationToken));
        return command;
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

    private static async Task<int> WriteAsync(string[] args, string file, CancellationToken cancellationToken)
    {
        await using var app = AcademyHost.Build(args);
        await using var scope = app.Services.CreateAsyncScope();
        var script = await scope.ServiceProvider.GetRequiredService<MigrationScript>().WriteAsync(cancellationToken);
        if (file.Length == 0)
        {
            await Console.Out.WriteAsync(script);
            return 0;
        }

        try
        {
            await File.WriteAllTextAsync(file, script, cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The script cannot be written to {file}: name another file with {OutputOption}.", e);
        }
    }

    private static string[] HostArguments(string[] args)
    {
        List<string> rest = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == OutputOption)
            {
                i++;
            }
            else if (args[i] is not (Name or ScriptOption) && !args[i].StartsWith(OutputOption + "=", StringComparison.Ordinal))
            {
                rest.Add(args[i]);
            }
        }

        return [.. rest];
    }
}
