using System.CommandLine;
using System.Text.Json;
using CustomerService.Platform.Persistence;

namespace CustomerService.Web.Commands;

/// <summary><c>backup</c> and <c>restore</c>: copies of the embedded database, made while the academy runs, and put back while it does not.</summary>
internal static class DatabaseCommands
{
    public static Command Backup()
    {
        var folder = new Option<string>("--to") { Description = "The folder for the copy.", Required = true };
        var keepDays = new Option<int?>("--keep-days") { Description = "Then remove copies there that are older, in days, 1 or more." };
        keepDays.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--keep-days must be 1 or more.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new Command("backup", "Copy the SQLite database while the academy runs, and check the copy.") { folder, keepDays, json };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => HostCommand.RunAsync<BackUpDatabase>(parsed.UnmatchedTokens, async backUp =>
        {
            var copy = await backUp.RunAsync(parsed.GetValue(folder)!, parsed.GetValue(keepDays), cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(copy, HostCommand.Json) : copy.Path);
            await Console.Error.WriteLineAsync(copy.KeysProtected
                ? "The keys in the copy are encrypted: keep the certificate or the passphrase of KeyRing elsewhere, the copy is of no use without it."
                : "The copy holds the keys of sessions and certificates in plain: keep it as safe as the academy itself, or set KeyRing:Certificate or KeyRing:Passphrase.");
            return 0;
        }));
        return command;
    }

    public static Command Restore()
    {
        var file = new Option<string>("--from") { Description = "The copy, made by backup.", Required = true };
        var command = new Command("restore", "Put a copy in the place of the SQLite database. The academy must not run.") { file };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => HostCommand.RunAsync<RestoreDatabase>(parsed.UnmatchedTokens, async restore =>
        {
            var replaced = await restore.RunAsync(parsed.GetValue(file)!, cancellationToken);
            Console.WriteLine(replaced is null ? "Restored. There was no database before." : $"Restored. The database that was there is {replaced}.");
            return 0;
        }));
        return command;
    }
}
