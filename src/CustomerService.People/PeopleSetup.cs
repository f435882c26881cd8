using System.Security.Claims;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.FirstSteps;
using CustomerService.People.Import;
using CustomerService.People.Organisations;
using CustomerService.People.Recovery;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.People.Settings;
using CustomerService.People.Sessions;
using CustomerService.People.SignOn;
using CustomerService.People.Text;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using CustomerService.Ui;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CustomerService.People;

/// <summary>Names of the authorisation policies used by pages and endpoints.</summary>
public static class Policies
{
    /// <summary>Sees other people: HR, managers, partner managers, administrators. The scope decides whom.</summary>
    public const string SeesPeople = nameof(SeesPeople);

    /// <summary>Sees figures without names: everyone who sees people, and leaders. <see cref="ScopeQueries.FiguresScopeOfAsync"/> decides whose.</summary>
    public const string SeesFigures = nameof(SeesFigures);

    /// <summary>Human resources and administrators.</summary>
    public const string HumanResources = nameof(HumanResources);

    /// <summary>Changes settings, of the whole academy alone: administrators, and human resources what concerns the programme.</summary>
    public const string ChangesSettings = nameof(ChangesSettings);

    /// <summary>Adds and changes people: HR, administrators, partner managers (own agents). <see cref="ManagementPermissions"/> decides whom.</summary>
    public const string ManagesPeople = nameof(ManagesPeople);
}

public static class PeopleSetup
{
    /// <summary>The rate limit policy of sign-in; defined by the host.</summary>
    public const string SignInLimit = "sign-in";

    /// <summary>The rate limit policy of registration; defined by the host.</summary>
    public const string RegisterLimit = "register";

    /// <summary>Accounts, sign-in, organisations, audiences, roles and scopes.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, PeopleModel>();
        services.AddOptions<PeopleOptions>().Bind(configuration.GetSection(PeopleOptions.Section)).ValidateDataAnnotations()
            .Validate(o => o.SessionHours <= o.SessionDays * 24, "People:SessionHours must not be longer than People:SessionDays.")
            .Validate(o => o.RememberedIdleDays <= o.RememberedDays, "People:RememberedIdleDays must not be longer than People:RememberedDays.")
            .ValidateOnStart();
        services.AddSessions();
        services.AddSecondFactor(configuration);
        services.AddSingleton<SignInMetrics>();
        services.AddSingleton<SignInGuard>();
        services.AddScoped<AccountFinder>();
        services.AddScoped<SignIn>();
        services.AddScoped<CreatePerson>();
        services.AddScoped<RegisterCustomer>();
        services.AddScoped<SetUpAcademy>();
        services.AddSingleton<SetupToken>();
        services.AddScoped<ChangePassword>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<ResetLimit>();
        services.AddScoped<AskForPasswordReset>();
        services.AddScoped<ChoosePasswordByLink>();
        services.AddScoped<AskForConfirmation>();
        services.AddScoped<ConfirmEmail>();
        services.TryAddSingleton<IAccountMail, NoAccountMail>();
        services.AddScoped<ChangePreferences>();
        services.AddScoped<ViewAccount>();
        services.AddAdministration();
        services.AddImport();
        if (SignOnProviders.Read(configuration).All.Count > 0 || configuration.GetValue<bool>("Demo:Enabled"))
        {
            services.AddNavigation(new NavigationEntry(NavigationArea.Office, PeopleRoutes.SignOnRequests, () => SignOnText.RequestsTitle, IconName.Lock, 75,
                person => person.HasRoleThat(r => r.RunsAcademy)) { Group = () => PeopleText.PeopleGroup });
        }

        services.AddOfficeSettings();
        services.AddFirstSteps();
        services.AddSingleton<SetupState>();
        services.AddAccounts();
        services.AddSignOn(configuration);
        services.AddHelp(typeof(PeopleSetup).Assembly);
        services.AddHelpForRoles();
        services.AddNavigationTarget(NavigationTarget.SignIn, _ => PeopleRoutes.SignIn);
        services.AddNavigationTarget(NavigationTarget.SignOut, _ => PeopleRoutes.SignOut);
        services.AddNavigationTarget(NavigationTarget.PeopleList, _ => PeopleRoutes.People);
        return services;
    }

    /// <summary><see cref="Policies.SeesPeople"/>, for the navigation.</summary>
    public static bool SeesPeople(this ClaimsPrincipal person) => person.HasRoleThat(ShowsPeople);

    /// <summary><see cref="Policies.SeesFigures"/>, for the navigation.</summary>
    public static bool SeesFigures(this ClaimsPrincipal person) => person.HasRoleThat(ShowsFigures);

    /// <summary>After the antiforgery middleware: notes forms that it refuses, and records that are not the asker's.</summary>
    public static IApplicationBuilder UseRefusedRequests(this IApplicationBuilder app)
    {
        var refused = app.ApplicationServices.GetRequiredService<RefusedRequests>();
        return app.Use(async (context, next) =>
        {
            refused.NoteForm(context);
            await next(context);
            refused.NoteRecord(context);
        });
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder endpoints)
    {
        // Binding a form field, even one that is not sent, makes ASP.NET Core require the antiforgery token.
        endpoints.MapPost(PeopleRoutes.SignOut, async ([FromForm] string? from, SignInManager<Account> signIn, ProviderSignOut ways, HttpContext context) =>
        {
            var after = await ways.AddressAfterAsync(context.User.SessionIdOrNull(), context.RequestAborted);
            await signIn.SignOutAsync();
            LanguagePreference.Unfollow(context.Response);
            // Answers on their way, which the next person at this computer need not see. Nothing else is named: pages are not cached, and emptying
            // the cache holds some browsers up for seconds. A browser that does not know the header ignores it.
            context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
            return TypedResults.LocalRedirect(after);
        }).WithMetadata(new ServesIncompleteSignInAttribute());
        endpoints.MapSecondFactor();
        endpoints.MapSessions();
        endpoints.MapSignOn();
        endpoints.MapImport();
        return endpoints;
    }

    /// <summary>Whom help is written for: who has most to do first, so that what is theirs alone precedes what is everybody's.</summary>
    private static void AddHelpForRoles(this IServiceCollection services) => services.AddHelpReaders(
        [
            .. Roles.All.Reverse().Select(r => new HelpReader(HelpKeyOf(r.Role), r.Name, person => person.Has(r.Role))),
            new HelpReader("customer", () => PeopleText.AudienceCustomer, person => person.Audiences().Contains(Audience.Customer)),
            new HelpReader("learner", () => PeopleText.HelpForLearners, person => person.Identity?.IsAuthenticated == true),
            new HelpReader("visitor", () => PeopleText.HelpForVisitors, person => person.Identity?.IsAuthenticated != true),
        ]);

    /// <summary><c>human-resources</c> for <see cref="Role.HumanResources"/>.</summary>
    private static string HelpKeyOf(Role role) =>
        string.Concat(role.ToString().Select((letter, i) => (char.IsUpper(letter) && i > 0 ? "-" : "") + char.ToLowerInvariant(letter)));

    /// <summary>Use cases of the office, and its navigation entries.</summary>
    private static void AddAdministration(this IServiceCollection services)
    {
        services.AddScoped<AccountService>();
        services.AddScoped<AddPerson>();
        services.AddScoped<ChangePerson>();
        services.AddScoped<ConfirmContact>();
        services.AddScoped<MovePerson>();
        services.AddScoped<EndMembership>();
        services.AddScoped<ChangeActivity>();
        services.AddScoped<OpenAccount>();
        services.AddScoped<ResetPassword>();
        services.AddScoped<Handover>();
        services.AddScoped<UnlockAccount>();
        services.AddScoped<GrantRole>();
        services.AddScoped<RevokeRole>();
        services.AddScoped<ViewOrganisations>();
        services.AddScoped<AddUnit>();
        services.AddScoped<AddPartner>();
        services.AddScoped<RenameOrgUnit>();
        services.AddScoped<MoveUnit>();
        services.AddScoped<CloseUnit>();
        services.AddScoped<ReopenUnit>();
        services.AddScoped<ViewOrgHistory>();
        services.AddScoped<ViewPeople>();
        services.AddScoped<ViewForChange>();
        services.AddSingleton<OneTimeSecretStore>();
        services.AddNavigation(
            new NavigationEntry(NavigationArea.Account, PeopleRoutes.Account, () => PeopleText.AccountTitle, IconName.Person, 10, _ => true),
            new NavigationEntry(NavigationArea.Office, PeopleRoutes.People, () => PeopleText.PeopleTitle, IconName.People, 70, SeesPeople) { Group = () => PeopleText.PeopleGroup },
            new NavigationEntry(NavigationArea.Office, PeopleRoutes.Imports, () => ImportText.Title, IconName.Upload, 72, person => person.HasRoleThat(r => r.Manages != ManagedPeople.None)) { Group = () => PeopleText.PeopleGroup },
            new NavigationEntry(NavigationArea.Office, PeopleRoutes.Organisations, () => PeopleText.OrganisationsTitle, IconName.Building, 80,
                person => person.HasRoleThat(r => r.RunsAcademy)) { Group = () => PeopleText.PeopleGroup },
            new NavigationEntry(NavigationArea.Office, PeopleRoutes.Settings, () => SettingsText.Title, IconName.Settings, 95, person => person.HasRoleThat(ShowsSettings)) { Group = () => SettingsText.Group });
    }

    /// <summary>Sessions, and what is noted of them.</summary>
    private static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SecurityJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<SecurityJournal>());
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<ICommitListener>(provider => provider.GetRequiredService<SessionRegistry>());
        services.AddHostedService<SessionUpkeep>();
        services.AddCircuitSessions();
        services.AddSingleton<RefusedRequests>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => provider.GetRequiredService<RefusedRequests>());
        services.AddScoped<PurgeSessions>();
        services.AddScoped<IRestoreStep, EndRestoredSessions>();
        services.AddScoped<PresentPassword>();
        services.AddScoped<ViewSessions>();
        services.AddScoped<EndOwnSessions>();
        services.AddScoped<EndPersonSessions>();
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddScoped<IUserStore<Account>>(provider => new UserOnlyStore<Account, AppDbContext, Guid>(provider.GetRequiredService<AppDbContext>()));
        services.AddSingleton<ILookupNormalizer, FoldingLookupNormalizer>();
        services.AddScoped<IPasswordHasher<Account>, FoldingPasswordHasher>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = PasswordHashing.Iterations);
        services.AddScoped<IUserClaimsPrincipalFactory<Account>, PrincipalFactory>();
        services.AddIdentityCore<Account>(o => o.User.AllowedUserNameCharacters = "").AddSignInManager<AcademySignInManager>();
        // Passwords are set by AccountService, with rules of its own; the framework's composition rules are advised against.
        foreach (var builtIn in services.Where(s => s.ServiceType == typeof(IPasswordValidator<Account>)).ToList())
        {
            services.Remove(builtIn);
        }

        services.AddOptions<IdentityOptions>().Configure<IOptions<PeopleOptions>>((identity, people) =>
        {
            identity.Lockout.AllowedForNewUsers = true;
            identity.Lockout.MaxFailedAccessAttempts = people.Value.LockoutAttempts;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(people.Value.LockoutMinutes);
            identity.ClaimsIdentity.UserIdClaimType = Platform.Security.Principal.PersonIdClaim;
        });
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!
            .Configure<IOptions<PeopleOptions>>((cookie, people) =>
            {
                cookie.LoginPath = PeopleRoutes.SignIn;
                cookie.AccessDeniedPath = UiRoutes.AccessDenied;
                cookie.ReturnUrlParameter = "returnUrl";
                cookie.Cookie.Name = "academy";
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                // The session's record decides how long the cookie opens anything; the cookie only lasts at least as long.
                cookie.ExpireTimeSpan = TimeSpan.FromDays(Math.Max(people.Value.SessionDays, people.Value.RememberedDays));
                cookie.SlidingExpiration = false;
                cookie.Events.OnValidatePrincipal = SessionCookie.ValidateAsync;
            }));
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.SeesPeople, p => p.RequireRole(Names(ShowsPeople)))
            .AddPolicy(Policies.SeesFigures, p => p.RequireRole(Names(ShowsFigures)))
            .AddPolicy(Policies.HumanResources, p => p.RequireRole(Names(r => r.RunsAcademy)))
            .AddPolicy(Policies.ChangesSettings, p => p.RequireRole(Names(ShowsSettings)))
            .AddPolicy(Policies.ManagesPeople, p => p.RequireRole(Names(r => r.Manages != ManagedPeople.None)));
    }

    private static bool ShowsPeople(RoleTraits role) => role.Sees >= Visibility.People;

    private static bool ShowsFigures(RoleTraits role) => role.Sees >= Visibility.Figures;

    private static bool ShowsSettings(RoleTraits role) => role.Settings > SettingsAccess.None;

    private static string[] Names(Func<RoleTraits, bool> trait) => [.. Roles.Where(trait).Select(r => r.ToString())];
}
