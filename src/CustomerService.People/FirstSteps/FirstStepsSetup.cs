using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Network;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Navigation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.People.FirstSteps;

public static class FirstStepsSetup
{
    /// <summary>Registers a step of the calling capability.</summary>
    public static IServiceCollection AddFirstStep(this IServiceCollection services, FirstStep step) => services.AddSingleton(step);

    /// <summary>The check-list, and People's own steps.</summary>
    internal static void AddFirstSteps(this IServiceCollection services)
    {
        services.AddScoped<ViewFirstSteps>();
        services.AddScoped<PutAwayFirstSteps>();
        services.AddFirstStep(new("name", 10, () => SettingsText.StepName, _ => PeopleRoutes.SettingsOf("academy"), (provider, _, _) => Task.FromResult(provider.GetRequiredService<AcademyProfile>().GivenName is not null)));
        services.AddFirstStep(new("units", 20, () => SettingsText.StepUnits, _ => PeopleRoutes.Organisations, (_, db, token) => db.Set<Unit>().AnyAsync(token)));
        services.AddFirstStep(new("people", 30, () => SettingsText.StepPeople, _ => PeopleRoutes.People,
            (_, db, token) => db.Set<Membership>().AnyAsync(m => m.EndedAtUtc == null && m.Audience != Audience.Customer && !db.Set<RoleGrant>().Any(g => g.PersonId == m.PersonId && g.Role == Role.Administrator), token)));
        services.AddFirstStep(new("address", 90, () => SettingsText.StepAddress, targets => targets.Href(NavigationTarget.HelpTopic, "first-run"), (provider, _, _) => Task.FromResult(provider.GetRequiredService<PublicAddress>().IsPublic)));
    }
}
