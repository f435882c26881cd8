using System.Security.Claims;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Platform.Localization;

/// <summary>Configuration section <c>Localization</c>.</summary>
public sealed class FormattingOptions
{
    public const string Section = "Localization";

    /// <summary>The academy's time zone: deadlines and report periods end at its midnight.</summary>
    public string TimeZone { get; set; } = "Asia/Tehran";
}

public static class FormatterSetup
{
    /// <summary>
    /// The <see cref="CivilCalendar"/> of the academy and, per request or circuit, the <see cref="LocalizedFormatter"/>: its language is that of
    /// the request; calendar and digits are the user's preference or the language's default.
    /// </summary>
    public static IServiceCollection AddReader(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FormattingOptions>()
            .Bind(configuration.GetSection(FormattingOptions.Section))
            .Validate(
                options => TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _),
                "Localization:TimeZone must be the name of a time zone that this machine knows, such as Asia/Tehran.")
            .ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton(provider =>
            new CivilCalendar(TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<FormattingOptions>>().Value.TimeZone)));
        services.AddScoped<ReaderContext>();
        services.AddScoped(provider => Create(
            Languages.Current,
            provider.GetRequiredService<ReaderContext>().Person ?? provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User,
            provider.GetRequiredService<CivilCalendar>().Zone));
        return services;
    }

    /// <summary>The formatter for a language and the preferences in a principal's claims; unknown or missing ones take the language's default.</summary>
    public static LocalizedFormatter Create(Language language, ClaimsPrincipal? principal, TimeZoneInfo zone)
    {
        var usual = LocalizedFormatter.For(language);
        return new(
            language,
            Choice(principal, Principal.CalendarClaim, usual.Calendar),
            Choice(principal, Principal.DigitsClaim, usual.DigitSet),
            zone);
    }

    private static T Choice<T>(ClaimsPrincipal? principal, string claim, T usual)
        where T : struct, Enum =>
        Enum.TryParse<T>(principal?.FindFirst(claim)?.Value, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : usual;
}
