using System.CommandLine;
using CustomerService.People.Accounts;
using CustomerService.People.SecondFactor;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Text;

namespace CustomerService.Web.Commands;

/// <summary><c>people import</c> is <see cref="ImportCommand"/>. <c>people reset-password</c> and <c>people reset-second-factor</c>: the way back for an administrator who lost password or second factor
/// where no other administrator is left. Whoever may run them has the database anyway; both are in the audit.</summary>
public static class PeopleCommand
{
    public static Command Create()
    {
        var people = new Command("people", "Import people, or help somebody who cannot sign in. Works beside a running academy.");
        people.Add(ImportCommand.Create());
        people.Add(Verb("reset-password", "Print a new password for a person, to be changed at first use, and end their sessions.", async (services, personId, cancellationToken) =>
        {
            var outcome = await services.GetRequiredService<ResetPassword>().RunForOperatorAsync(personId, cancellationToken);
            if (outcome.Value is { } password)
            {
                Console.WriteLine(password);
            }

            return outcome;
        }));
        people.Add(Verb("reset-second-factor", "Take away a person's second factor, and end their sessions.", async (services, personId, cancellationToken) =>
            await services.GetRequiredService<ResetSecondFactor>().RunForOperatorAsync(personId, cancellationToken)));
        return people;
    }

    private static Command Verb(string name, string description, Func<IServiceProvider, Guid, CancellationToken, Task<Result>> run)
    {
        var user = new Option<string>("--user") { Description = "The user name, e-mail or mobile number that the person signs in with.", Required = true };
        var verb = new Command(name, description) { user };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction((parsed, cancellationToken) => HostCommand.RunAsync(parsed.UnmatchedTokens, services =>
            RunAsync(services, parsed.GetValue(user)!, run, parsed.InvocationConfiguration.Error, cancellationToken)));
        return verb;
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, string userName, Func<IServiceProvider, Guid, CancellationToken, Task<Result>> run, TextWriter errors, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<MigrateDatabase>().CheckAsync(cancellationToken);
        if (await services.GetRequiredService<AccountFinder>().FindAsync(userName, cancellationToken) is not { } account)
        {
            await errors.WriteLineAsync("Nobody signs in with this name. Check --user: a user name, e-mail or mobile number.");
            return 1;
        }

        var outcome = await run(services, account.Id, cancellationToken);
        await errors.WriteLineAsync(outcome.Refusal is { } refusal
            ? "Nothing was changed. " + RefusalText.Say(refusal, LocalizedFormatter.For(Language.English), PeopleText.ResourceManager, SignInText.ResourceManager)
            : "Done; it is in the audit log, and all sessions of this account have ended.");
        return outcome.Succeeded ? 0 : 1;
    }
}
