using CustomerService.People.Shared;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CustomerService.People.SecondFactor;

internal static class SecondFactorSetup
{
    public static IServiceCollection AddSecondFactor(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SignInOptions>()
            .Configure<IHostEnvironment>((options, environment) => options.RequireSecondFactor = environment.IsProduction())
            .Bind(configuration.GetSection(SignInOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<SecondStep>();
        services.AddScoped<SecondStepTicket>();
        services.AddScoped<SecondFactorCodes>();
        services.AddScoped<SecondFactorChange>();
        services.AddScoped<ViewSecondFactor>();
        services.AddScoped<AddAuthenticator>();
        services.AddScoped<AddPasskey>();
        services.AddScoped<RenamePasskey>();
        services.AddScoped<RemoveSecondFactor>();
        services.AddScoped<RemakeRecoveryCodes>();
        services.AddScoped<ResetSecondFactor>();
        services.AddScoped<PasskeyCeremony>();
        services.AddScoped<SignInWithPasskey>();
        services.AddSingleton<AuthenticatorKeys>();
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, cookie => cookie.ExpireTimeSpan = SecondStepTicket.Lifetime);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // A passkey stands for both factors only where the device asks who uses it.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "preferred";
        });
        return services;
    }

    public static IEndpointRouteBuilder MapSecondFactor(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PeopleRoutes.PasskeySignIn, async (PasskeyCeremony ceremony, SecondStepTicket ticket, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Json(await ceremony.BeginSignInAsync((await ticket.ReadAsync())?.Account, context));
        });
        // Binding the form makes ASP.NET Core require the antiforgery token.
        endpoints.MapPost(PeopleRoutes.PasskeyRegistration, async Task<IResult> ([FromForm(Name = "Input.Password")] string? password, AddPasskey add, LocalizedFormatter formatter, HttpContext context) =>
        {
            var begun = await add.BeginAsync(context.User.PersonId(), context.User.DisplayName(formatter.Language), password ?? "", context);
            return begun.Value is { } challenge
                ? TypedResults.Json(challenge)
                : TypedResults.Json(new { message = begun.Refusal!.In(formatter) }, statusCode: StatusCodes.Status422UnprocessableEntity);
        }).RequireAuthorization().WithMetadata(new ServesIncompleteSignInAttribute());
        return endpoints;
    }
}
