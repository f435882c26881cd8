using System.Security.Claims;
using CustomerService.People.Accounts;
using CustomerService.People.SignOn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace CustomerService.People.SecondFactor;

/// <summary>Who gave the right password in this browser, or came from a provider, and still owes the second factor: Identity's own cookie for it, for ten minutes. It
/// opens nothing but the second step.</summary>
public sealed class SecondStepTicket(IHttpContextAccessor requests, UserManager<Account> accounts)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string RememberItem = "remember";
    private const string ProviderItem = "provider", SubjectItem = "subject", SessionItem = "session", TokenItem = "token";
    private const string StampClaim = "stamp";

    private HttpContext Context => requests.HttpContext ?? throw new InvalidOperationException("Sign-in needs a request.");

    /// <param name="remember">Whether the person asked to stay signed in on this device.</param>
    /// <param name="entry">The provider's part, where the first step was taken there.</param>
    public Task IssueAsync(Account account, bool remember, ProviderEntry? entry = null)
    {
        ArgumentNullException.ThrowIfNull(account);
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, account.Id.ToString("D")), new(StampClaim, account.SecurityStamp ?? "")], IdentityConstants.TwoFactorUserIdScheme);
        var properties = new AuthenticationProperties();
        if (remember)
        {
            properties.Items[RememberItem] = "";
        }

        if (entry is not null)
        {
            foreach (var (item, value) in new[] { (ProviderItem, entry.Provider), (SubjectItem, entry.SubjectKey), (SessionItem, entry.SessionKey), (TokenItem, entry.ProtectedIdToken) })
            {
                properties.Items[item] = value;
            }
        }

        return Context.SignInAsync(IdentityConstants.TwoFactorUserIdScheme, new ClaimsPrincipal(identity), properties);
    }

    /// <returns>Null: nobody, too long ago, or the account's password or factors changed since.</returns>
    public async Task<Holder?> ReadAsync()
    {
        var ticket = await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme);
        return ticket.Principal?.FindFirstValue(ClaimTypes.Name) is { } id && await accounts.FindByIdAsync(id) is { } account
            && ticket.Principal.HasClaim(StampClaim, account.SecurityStamp ?? "")
            ? new Holder(account, ticket.Properties?.Items.ContainsKey(RememberItem) == true, EntryOf(ticket.Properties))
            : null;
    }

    public Task EndAsync() => Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);

    private static ProviderEntry? EntryOf(AuthenticationProperties? properties) =>
        properties?.Items.TryGetValue(ProviderItem, out var provider) == true && provider is not null
            ? new(provider, properties.Items[SubjectItem] ?? "", properties.Items.TryGetValue(SessionItem, out var session) ? session : null, properties.Items.TryGetValue(TokenItem, out var token) ? token : null)
            : null;

    /// <param name="Entry">Null: the first step was the password.</param>
    public sealed record Holder(Account Account, bool Remember, ProviderEntry? Entry);
}
