using System.Security.Claims;
using CustomerService.People;
using CustomerService.People.Accounts;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Hosting;

/// <summary>A Production start over a demonstration: its accounts are shared, so that a second factor of one visitor would lock out the others.</summary>
public sealed class DemoAccountsTests
{
    [Fact]
    public async Task A_demonstration_filled_before_passwords_had_an_origin_is_recognised_by_its_password()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var academy = new Academy();
        await using var scope = academy.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        Assert.True((await services.GetRequiredService<SetUpAcademy>().RunAsync(
            new LocalText("سازمان", "Organisation"), new PersonName("هما", "یزدانی"), "admin", DemoPeople.Password, Language.Persian, null, cancellation)).Succeeded);
        Assert.Equal(0, await DemoAccounts.CountAsync(services, cancellation));

        await services.GetRequiredService<UnitOfWork>().RunAsync(
            db => db.Set<Account>().ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordSetAtUtc, (DateTime?)null), cancellation), cancellation);
        Assert.Equal(1, await DemoAccounts.CountAsync(services, cancellation));
        Assert.Equal(1, await DemoAccounts.CountAsync(services, cancellation));
        Assert.Equal(PasswordOrigin.Demonstration, await academy.ReadAsync(db => db.Set<Account>().Select(a => a.PasswordOrigin).SingleAsync(cancellation)));
    }

    [Theory]
    [InlineData(Role.Administrator, null, PeopleRoutes.TwoStep), InlineData(Role.HumanResources, null, PeopleRoutes.TwoStep), InlineData(Role.Manager, null, null)]
    [InlineData(Role.Administrator, PasswordOrigin.Demonstration, null), InlineData(Role.Administrator, PasswordOrigin.HandedOut, PeopleRoutes.OwnPassword)]
    public void Only_the_shared_accounts_of_a_demonstration_are_exempt(Role role, PasswordOrigin? origin, string? page)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Role, role.ToString()), new(AcademyClaims.Method, AcademyClaims.PasswordAlone)], "test", ClaimTypes.Name, ClaimTypes.Role);
        if (origin is { } known)
        {
            identity.AddClaim(new Claim(AcademyClaims.Password, known.ToString()));
        }

        Assert.Equal(page, SignInDuties.PageOf(new ClaimsPrincipal(identity), new SignInOptions { RequireSecondFactor = true }));
        Assert.Equal(origin == PasswordOrigin.HandedOut ? page : null, SignInDuties.PageOf(new ClaimsPrincipal(identity), new SignInOptions()));
    }
}
