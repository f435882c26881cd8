using System.CommandLine;
using CustomerService.Platform.Persistence;

namespace CustomerService.Web.Commands;

/// <summary><c>migrate</c>: brings the database to the present model, or writes the script that does so.</summary>
internal static class MigrateCommand
{
    private const string OutputOption = "--output";

    public static Command Create()
    {
        var script = new Option<bool>("--script") { Description = "Write the statements instead, for an administrator to run (PostgreSQL, SQL Server)." };
        var output = new Option<string>(OutputOption) { Description = "The file for the script; without it, standard output.", DefaultValueFactory = _ => "" };
        var command = new Command("migrate", "Bring the database to the present model and stop.") { script, output };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(script)
            ? HostCommand.RunAsync<MigrationScript>(parsed.UnmatchedTokens, migrations => WriteAsync(migrations, parsed.GetValue(output) ?? "", cancellationToken))
            : HostCommand.RunAsync<MigrateDatabase>(parsed.UnmatchedTokens, migrate => MigrateAsync(migrate, cancellationToken)));
        return command;
    }

    private static async Task<int> MigrateAsync(MigrateDatabase migrate, CancellationToken cancellationToken)
    {
        foreach (var name in await migrate.RunAsync(cancellationToken))
        {
            Console.WriteLine(name);
        }

        return 0;
    }

    private static async Task<int> WriteAsync(MigrationScript migrations, string file, CancellationToken cancellationToken)
    {
        var script = await migrations.WriteAsync(cancellationToken);
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
            throw new OperatorActionRequiredException($"The script cannot be written to {file}: name another file with {OutputOption}.", e);
        }
    }
}
