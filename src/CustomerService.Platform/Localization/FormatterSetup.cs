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

    /// <summary>The language of whoever has not chosen one and whose browser names none: <c>fa</c> or <c>en</c>.</summary>
    public string Language { get; set; } = "fa";

    /// <summary>The calendar of whoever has not chosen one, in both languages; empty: that of the language.</summary>
    public string Calendar { get; set; } = "";

    /// <summary>The digits of whoever has not chosen any, in both languages; empty: those of the language.</summary>
    public string Digits { get; set; } = "";

    internal bool IsLanguage => Language is "fa" or "en";

    internal bool IsCalendar => Calendar is "" or nameof(CalendarKind.Jalali) or nameof(CalendarKind.Gregorian);

    internal bool IsDigits => Digits is "" or nameof(DigitSet.Persian) or nameof(DigitSet.Latin);

    /// <inheritdoc cref="Language"/>
    public Language Default => Languages.TryParse(Language, out var language) ? language : Localization.Language.Persian;
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
            .Validate(options => options.IsLanguage, "Localization:Language must be fa or en.")
            .Validate(options => options.IsCalendar, "Localization:Calendar must be Jalali or Gregorian, or empty.")
            .Validate(options => options.IsDigits, "Localization:Digits must be Persian or Latin, or empty.")
            .ValidateOnStart();
        services.AddOptions<HolidayOptions>()
            .Bind(configuration.GetSection(HolidayOptions.Section))
            .Validate(options => HolidayList.TryParse(options.Days, out _, out _), "Holidays:Days must be lines with a date such as 1405/01/13, 2026-04-02 or */01/13, and a name.")
            .Validate(options => options.WeekendDays is not null, "Holidays:Weekend must be at most three days of the week by commas, such as Thursday,Friday.")
            .ValidateOnStart();
        services.AddSingleton<WorkCalendar>();
        services.AddHttpContextAccessor();
        services.AddSingleton(provider =>
            new CivilCalendar(TimeZoneInfo.FindSystemTimeZoneById(provider.GetRequiredService<IOptions<FormattingOptions>>().Value.TimeZone)));
        services.AddScoped<ReaderContext>();
        services.AddScoped(provider => Create(
            Languages.Current,
            provider.GetRequiredService<ReaderContext>().Person ?? provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User,
            provider.GetRequiredService<CivilCalendar>().Zone,
            provider.GetRequiredService<IOptionsMonitor<FormattingOptions>>().CurrentValue));
        return services;
    }

    /// <summary>The formatter for a language and the preferences in a principal's claims; unknown or missing ones take the language's default.</summary>
    /// <param name="options">What the organisation prefers; null: the language's own.</param>
    public static LocalizedFormatter Create(Language language, ClaimsPrincipal? principal, TimeZoneInfo zone, FormattingOptions? options = null)
    {
        var usual = LocalizedFormatter.For(language);
        return new(
            language,
            Choice(principal, Principal.CalendarClaim, Enum.TryParse<CalendarKind>(options?.Calendar, out var calendar) ? calendar : usual.Calendar),
            Choice(principal, Principal.DigitsClaim, Enum.TryParse<DigitSet>(options?.Digits, out var digits) ? digits : usual.DigitSet),
            zone);
    }

    private static T Choice<T>(ClaimsPrincipal? principal, string claim, T usual)
        where T : struct, Enum =>
        Enum.TryParse<T>(principal?.FindFirst(claim)?.Value, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : usual;
}
