using System.CommandLine;
using CustomerService.People.Accounts;
using CustomerService.People.SecondFactor;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;

namespace CustomerService.Web.Commands;

/// <summary><c>people reset-password</c> and <c>people reset-second-factor</c>: the way back for an administrator who lost password or second factor
/// where no other administrator is left. Whoever may run them has the database anyway; both are in the audit.</summary>
public static class PeopleCommand
{
    private const string Name = "people";

    public static Command Create(string[] args)
    {
        var people = new Command(Name, "Help somebody who cannot sign in. Works beside a running academy.");
        people.Add(Verb("reset-password", "Print a new password for a person, to be changed at first use, and end their sessions.", args, async (services, personId, cancellationToken) =>
        {
            var outcome = await services.GetRequiredService<ResetPassword>().RunForOperatorAsync(personId, cancellationToken);
            if (outcome.Value is { } password)
            {
                Console.WriteLine(password);
            }

            return outcome;
        }));
        people.Add(Verb("reset-second-factor", "Take away a person's second factor, and end their sessions.", args, async (services, personId, cancellationToken) =>
            await services.GetRequiredService<ResetSecondFactor>().RunForOperatorAsync(personId, cancellationToken)));
        return people;
    }

    private static Command Verb(string name, string description, string[] args, Func<IServiceProvider, Guid, CancellationToken, Task<Result>> run)
    {
        var user = new Option<string>("--user") { Description = "The user name, e-mail or mobile number that the person signs in with.", Required = true };
        var verb = new Command(name, description) { user };
        verb.TreatUnmatchedTokensAsErrors = false;
        verb.SetAction((parsed, cancellationToken) => RunAsync([.. args.Where(a => a is not Name && a != name)], parsed.GetValue(user)!, run, cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(string[] args, string userName, Func<IServiceProvider, Guid, CancellationToken, Task<Result>> run, CancellationToken cancellationToken)
    {
        await using var app = AcademyHost.Build(args);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MigrateDatabase>().CheckAsync(cancellationToken);
        if (await scope.ServiceProvider.GetRequiredService<AccountFinder>().FindAsync(userName, cancellationToken) is not { } account)
        {
            await Console.Error.WriteLineAsync("Nobody signs in with this name. Check --user: a user name, e-mail or mobile number.");
            return 1;
        }

        var outcome = await run(scope.ServiceProvider, account.Id, cancellationToken);
        await Console.Error.WriteLineAsync(outcome.Succeeded ? "Done; it is in the audit log, and all sessions of this account have ended." : $"Nothing was changed: {outcome.Refusal!.Code}.");
        return outcome.Succeeded ? 0 : 1;
    }
}
