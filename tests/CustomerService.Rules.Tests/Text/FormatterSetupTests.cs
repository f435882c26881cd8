using System.Globalization;
using System.Security.Claims;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.Rules.Tests.Text;

public sealed class FormatterSetupTests
{
    private static readonly TimeZoneInfo Tehran = CivilCalendar.Tehran.Zone;

    [Theory]
    [InlineData(Language.Persian, null, null, CalendarKind.Jalali, DigitSet.Persian)]
    [InlineData(Language.English, null, null, CalendarKind.Gregorian, DigitSet.Latin)]
    [InlineData(Language.English, "jalali", null, CalendarKind.Jalali, DigitSet.Latin)]
    [InlineData(Language.Persian, "Gregorian", "LATIN", CalendarKind.Gregorian, DigitSet.Latin)]
    [InlineData(Language.Persian, "lunar", "7", CalendarKind.Jalali, DigitSet.Persian)]
    public void Choices_of_the_person_win_over_the_usual_ones(
        Language language, string? calendar, string? digits, CalendarKind shownCalendar, DigitSet shownDigits)
    {
        var formatter = FormatterSetup.Create(language, Person(calendar, digits), Tehran);
        Assert.Equal((language, shownCalendar, shownDigits), (formatter.Language, formatter.Calendar, formatter.DigitSet));
    }

    [Fact]
    public void In_a_request_the_reader_follows_its_principal()
    {
        using var services = Services();
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { User = Person("gregorian", "latin") };

        var formatter = InLanguage("fa", scope.ServiceProvider.GetRequiredService<LocalizedFormatter>);

        Assert.Equal((Language.Persian, CalendarKind.Gregorian, DigitSet.Latin), (formatter.Language, formatter.Calendar, formatter.DigitSet));
        Assert.Same(formatter, scope.ServiceProvider.GetRequiredService<LocalizedFormatter>());
    }

    [Fact]
    public void In_a_background_job_nobody_is_signed_in_and_the_language_decides()
    {
        using var services = Services();
        using var scope = services.CreateScope();

        var formatter = InLanguage("en", scope.ServiceProvider.GetRequiredService<LocalizedFormatter>);

        Assert.Equal((Language.English, CalendarKind.Gregorian), (formatter.Language, formatter.Calendar));
        Assert.Equal("Asia/Tehran", formatter.Days.Zone.Id);
    }

    [Fact]
    public void The_time_zone_is_a_setting()
    {
        using var services = Services(timeZone: "Europe/Berlin");
        Assert.Equal("Europe/Berlin", services.GetRequiredService<CivilCalendar>().Zone.Id);
    }

    [Fact]
    public void A_wrong_time_zone_names_its_setting()
    {
        using var services = Services(timeZone: "Asia/Teheran-by-mistake");
        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<CivilCalendar>);
        Assert.Contains("Localization:TimeZone", failure.Message, StringComparison.Ordinal);
    }

    private static ClaimsPrincipal Person(string? calendar, string? digits)
    {
        var identity = new ClaimsIdentity("test");
        if (calendar is not null)
        {
            identity.AddClaim(new(Principal.CalendarClaim, calendar));
        }

        if (digits is not null)
        {
            identity.AddClaim(new(Principal.DigitsClaim, digits));
        }

        return new(identity);
    }

    private static ServiceProvider Services(string? timeZone = null)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (timeZone is not null)
        {
            settings["Localization:TimeZone"] = timeZone;
        }

        return new ServiceCollection().AddReader(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }

    private static T InLanguage<T>(string culture, Func<T> act)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return act();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
