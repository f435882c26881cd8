using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.Accounts;

/// <summary>A user changes their own password; their other sessions end at the next security stamp check.</summary>
public sealed class ChangePassword(UserManager<Account> accounts, SignInManager<Account> signIn)
{
    public async Task<Result> RunAsync(Guid personId, string current, string next)
    {
        using var activity = UseCaseActivity.Start(nameof(ChangePassword));
        if (await accounts.FindByIdAsync(personId.ToString("D")) is not { } account)
        {
            return new NotFound();
        }

        var outcome = await accounts.ChangePasswordAsync(account, current, next);
        if (!outcome.Succeeded)
        {
            if (outcome.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
            {
                return new CurrentPasswordWrong();
            }

            return PasswordRules.Broken(next, account.UserName) ?? throw new InvalidOperationException($"The password is not changed: {outcome.Errors.First().Code}.");
        }

        await signIn.RefreshSignInAsync(account);
        return Result.Done;
    }
}
