using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Learning;

public sealed class ValidityTests
{
    [Theory]
    // 24 months in the Jalali calendar, to the end of that Tehran day (UTC+3:30).
    [InlineData("2026-11-21T08:30:00Z", 24, "2028-11-20T20:29:59Z")]
    // 31 Shahrivar 1405 and one month: Mehr has 30 days, 30 Mehr 1405 is 22 October 2026.
    [InlineData("2026-09-22T08:30:00Z", 1, "2026-10-22T20:29:59Z")]
    // 30 Esfand 1403 (leap year) and twelve months: 29 Esfand 1404 is 20 March 2026.
    [InlineData("2025-03-20T08:30:00Z", 12, "2026-03-20T20:29:59Z")]
    // 21:00 UTC is already the next day in Tehran, 1 Azar 1405: 1 Azar 1406 is 22 November 2027.
    [InlineData("2026-11-21T21:00:00Z", 12, "2027-11-22T20:29:59Z")]
    public void It_is_counted_in_Jalali_months_to_the_end_of_the_day(string completed, int months, string end) =>
        Assert.Equal(Utc(end), Validity.EndOf(Utc(completed), months, CivilCalendar.Tehran));

    [Fact]
    public void Without_months_it_has_no_end() => Assert.Null(Validity.EndOf(Utc("2026-11-21T08:30:00Z"), null, CivilCalendar.Tehran));

    [Theory]
    // Ends with 30 Aban 1407 (20 November 2028); 60 days before it is 30 Shahrivar 1407 (21 September 2028), which begins at 20:30 UTC of the day before.
    [InlineData("2028-09-20T20:29:59Z", ValidityState.Current)]
    [InlineData("2028-09-20T20:30:00Z", ValidityState.Expiring)]
    [InlineData("2028-11-20T20:29:59Z", ValidityState.Expiring)]
    [InlineData("2028-11-20T20:30:00Z", ValidityState.Expired)]
    public void It_is_near_its_end_from_the_beginning_of_a_day_to_the_last_second(string now, ValidityState state)
    {
        var end = Utc("2028-11-20T20:29:59Z");
        var moment = ValidityMoment.At(Utc(now), 60, CivilCalendar.Tehran);

        Assert.Equal(state, moment.StateOf(end));
        Assert.Equal(state, moment.StateOf(isCompleted: true, end));
        Assert.Equal(ValidityState.None, moment.StateOf(isCompleted: false, null));
        // Renewal opens at the very second at which it begins to be called expiring.
        Assert.Equal(state != ValidityState.Current, Utc(now) >= Validity.RenewalOpensUtc(end, 60, CivilCalendar.Tehran));
    }

    [Fact]
    public void What_has_no_end_is_always_current() =>
        Assert.Equal(ValidityState.Current, ValidityMoment.At(Utc("2099-01-01T00:00:00Z"), 365, CivilCalendar.Tehran).StateOf(null));

    [Fact]
    public void Three_cycles_of_twelve_months_end_on_the_same_Jalali_day_although_a_leap_year_lies_between()
    {
        // 1 Tir 1406, 1407 and 1408 (1408 is a leap year, which ends with 30 Esfand).
        var end = Utc("2027-06-22T09:00:00Z");
        foreach (var expected in new[] { "1407/04/01", "1408/04/01", "1409/04/01", "1410/04/01" })
        {
            end = Validity.EndOf(end, 12, CivilCalendar.Tehran)!.Value;
            var day = CivilCalendar.Tehran.JalaliDayOf(end);
            Assert.Equal(expected, FormattableString.Invariant($"{day.Year:0000}/{day.Month:00}/{day.Day:00}"));
        }
    }

    [Fact]
    public void A_decision_that_older_completions_end_needs_a_reason_and_a_day_to_come()
    {
        var now = Utc("2026-11-21T08:30:00Z");
        Assert.IsType<ExpiryReasonMissing>(RevisionExpiry.Check("  ", now, now).Refusal);
        Assert.IsType<ExpiryReasonTooLong>(RevisionExpiry.Check(new string('x', 501), now, now).Refusal);
        Assert.IsType<ExpiryDayPast>(RevisionExpiry.Check("A new law.", now.AddSeconds(-1), now).Refusal);
        Assert.True(RevisionExpiry.Check("A new law.", now, now).Succeeded);
    }

    private static DateTime Utc(string instant) => DateTime.Parse(instant, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
