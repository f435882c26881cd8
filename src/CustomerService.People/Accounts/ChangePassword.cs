using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Accounts;

/// <summary>A user changes their own password; their other sessions end at the next security stamp check.</summary>
public sealed class ChangePassword(UserManager<Account> accounts, SignInManager<Account> signIn, IDbContextFactory<AppDbContext> contexts)
{
    /// <returns>Done, <see cref="CurrentPasswordWrong"/> or <see cref="PasswordRefused"/>.</returns>
    public async Task<Result> RunAsync(Guid personId, string current, string next)
    {
        using var activity = UseCaseActivity.Start(nameof(ChangePassword));
        if (await accounts.FindByIdAsync(personId.ToString("D")) is not { } account)
        {
            return new NotFound();
        }

        await using (var db = await contexts.CreateDbContextAsync())
        {
            var person = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == personId);
            if (PasswordRules.Broken(next, await db.PasswordContextAsync(person, account.UserName)) is { } broken)
            {
                return broken;
            }
        }

        var outcome = await accounts.ChangePasswordAsync(account, current, next);
        if (!outcome.Succeeded)
        {
            if (outcome.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
            {
                return new CurrentPasswordWrong();
            }

            throw new InvalidOperationException($"The password is not changed: {outcome.Errors.First().Code}.");
        }

        await signIn.RefreshSignInAsync(account);
        return Result.Done;
    }
}
