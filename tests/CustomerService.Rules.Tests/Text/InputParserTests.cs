using System.Globalization;
using CustomerService.Platform.Localization;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerService.Rules.Tests.Text;

public sealed class InputParserTests
{
    [Theory]
    [InlineData("1234", 1234), InlineData("۱۲۳۴", 1234), InlineData("١٢٣٤", 1234), InlineData("۱٢3۴", 1234)]
    [InlineData("۱٬۲۳۴", 1234), InlineData("1,234,567", 1234567), InlineData("۱،۲۳۴", 1234), InlineData("1 234", 1234), InlineData("1\u00A0234", 1234)]
    [InlineData(" ۵ ", 5), InlineData("-5", -5), InlineData("−۵", -5), InlineData("\u200E−۵", -5), InlineData("+7", 7), InlineData("007", 7), InlineData("0", 0)]
    [InlineData("\u2068۱۲\u2069", 12), InlineData("9223372036854775807", long.MaxValue)]
    public void Whole_numbers_are_read_in_all_digit_sets(string typed, long value)
    {
        Assert.True(InputParser.TryInteger(typed, out var read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData(""), InlineData(null), InlineData(" "), InlineData("پنج"), InlineData("12a"), InlineData("1,23"), InlineData("12,34,567")]
    [InlineData("1.5"), InlineData("۱٫۵"), InlineData("--5"), InlineData("5-"), InlineData("-"), InlineData("0x10"), InlineData("1e3")]
    [InlineData("9223372036854775808"), InlineData("५"), InlineData("1\n2"), InlineData(",123"), InlineData("1,,234")]
    public void What_is_no_whole_number_is_refused(string? typed)
    {
        Assert.False(InputParser.TryInteger(typed, out var read));
        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData("12.5", "12.5"), InlineData("۱۲٫۵", "12.5"), InlineData("١٢٫٥", "12.5"), InlineData("۱۲.۵", "12.5"), InlineData("۱٬۲۳۴٫۵", "1234.5")]
    // Two kinds of marks: the last is the decimal mark.
    [InlineData("1.234,5", "1234.5"), InlineData("1.234.567,8", "1234567.8"), InlineData("1 234,5", "1234.5"), InlineData("1\u00A0234.5", "1234.5"), InlineData("1’234.5", "1234.5")]
    // One kind: a comma before three digits groups, any other comma is a decimal mark, a single point always is.
    [InlineData("1,234", "1234"), InlineData("1,5", "1.5"), InlineData("۱۲،۵", "12.5"), InlineData("0,125", "0.125"), InlineData("1.234", "1.234"), InlineData("1.234.567", "1234567")]
    // The slash between Persian digits.
    [InlineData("۲/۵", "2.5"), InlineData("٢/٥", "2.5"), InlineData("۱٬۲۰۰/۷۵", "1200.75"), InlineData("۲؍۵", "2.5")]
    // A sentence's mark, and a space after the sign.
    [InlineData("5.", "5"), InlineData("۱۲٫۵.", "12.5"), InlineData("5,", "5"), InlineData("− ۵", "-5"), InlineData("+0.5", "0.5")]
    [InlineData("1,234.50", "1234.50"), InlineData(".5", "0.5"), InlineData("٫۵", "0.5"), InlineData("-0.25", "-0.25"), InlineData("−۰٫۲۵", "-0.25"), InlineData("7", "7")]
    public void Decimals_are_read_in_all_digit_sets(string typed, string value)
    {
        Assert.True(InputParser.TryDecimal(typed, out var read));
        Assert.Equal(decimal.Parse(value, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("1.2.3"), InlineData("."), InlineData("12/5"), InlineData("2/5"), InlineData("1,234,5"), InlineData("1,23,456"), InlineData("1.234,567.8"), InlineData("1,234 567")]
    [InlineData("۱/۲/۳"), InlineData("۲٫۵٫۱"), InlineData("5-"), InlineData("--5"), InlineData("1e3"), InlineData("D5"), InlineData("1_000"), InlineData("12 34")]
    [InlineData("۱۲٪"), InlineData("٫"), InlineData("79228162514264337593543950336"), InlineData("NaN"), InlineData("∞")]
    public void Doubtful_decimals_are_refused_rather_than_guessed(string typed) => Assert.False(InputParser.TryDecimal(typed, out _));

    [Theory]
    [InlineData("1405/08/30"), InlineData("۱۴۰۵/۰۸/۳۰"), InlineData("١٤٠٥/٠٨/٣٠"), InlineData("1405-8-30"), InlineData("۱۴۰۵.۸.۳۰")]
    [InlineData(" 1405 / 08 / 30 "), InlineData("1405 8 30"), InlineData("30/8/1405"), InlineData("\u200F۱۴۰۵/۰۸/۳۰\u200F"), InlineData("\u2067۱۴۰۵/۰۸/۳۰\u2069")]
    [InlineData("۳۰ آبان ۱۴۰۵"), InlineData("شنبه ۳۰ آبان ۱۴۰۵"), InlineData("30 Aban 1405"), InlineData("Saturday, 30 aban 1405")]
    [InlineData("2026-11-21"), InlineData("2026/11/21"), InlineData("۲۰۲۶/۱۱/۲۱"), InlineData("2026.11.21"), InlineData("21 Nov 2026"), InlineData("21 november 2026")]
    [InlineData("Saturday, 21 November 2026"), InlineData("۲۱ نوامبر ۲۰۲۶")]
    public void A_day_is_read_in_both_calendars_and_all_digit_sets(string typed)
    {
        Assert.True(InputParser.TryDate(typed, out var day));
        Assert.Equal(new DateOnly(2026, 11, 21), day);
    }

    [Theory]
    [InlineData(""), InlineData(null), InlineData("1405/08"), InlineData("1405"), InlineData("05/08/30"), InlineData("1405/13/01")]
    [InlineData("1405/12/30"), InlineData("1405/07/31"), InlineData("1405/00/10"), InlineData("2026-02-29"), InlineData("2026-13-01")]
    [InlineData("1700/01/01"), InlineData("1601/01/01"), InlineData("1199/01/01"), InlineData("1799/01/01"), InlineData("3000-01-01")]
    [InlineData("11/12/2026"), InlineData("1405/08-30"), InlineData("1405/08/30/1"), InlineData("1405//08/30"), InlineData("1405/08/30 12:00")]
    [InlineData("30 Nov 1405"), InlineData("۳۰ آبان ۲۰۲۶"), InlineData("30 xyz 1405"), InlineData("امروز"), InlineData("1405/8/1405"), InlineData("0000/00/00")]
    public void What_is_no_day_is_refused(string? typed) => Assert.False(InputParser.TryDate(typed, out _));

    [Theory]
    [InlineData("1403/12/30", "2025-03-20"), InlineData("1200/01/01", "1821-03-21"), InlineData("1600/12/29", "2222-03-20")]
    [InlineData("1800-01-01", "1800-01-01"), InlineData("2024-02-29", "2024-02-29")]
    public void The_year_decides_the_calendar(string typed, string day)
    {
        Assert.True(InputParser.TryDate(typed, out var read));
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("09123456789"), InlineData("۰۹۱۲۳۴۵۶۷۸۹"), InlineData("٠٩١٢٣٤٥٦٧٨٩"), InlineData("9123456789"), InlineData("00989123456789")]
    [InlineData("+989123456789"), InlineData("+98 912 345 67 89"), InlineData("0912-345-6789"), InlineData("(0912) 345 6789"), InlineData("989123456789")]
    [InlineData("+98 0912 345 6789"), InlineData("\u200E+98 912 345 6789"), InlineData("۰۰۹۸ ۹۱۲ ۳۴۵ ۶۷۸۹")]
    public void A_mobile_is_kept_in_one_form(string typed)
    {
        Assert.True(InputParser.TryMobile(typed, out var mobile));
        Assert.Equal("+989123456789", mobile);
    }

    [Theory]
    [InlineData(""), InlineData(null), InlineData("02112345678"), InlineData("0912345678"), InlineData("091234567890"), InlineData("+447911123456"), InlineData("0912345678a")]
    public void Other_numbers_are_no_mobile(string? typed)
    {
        Assert.False(InputParser.TryMobile(typed, out var mobile));
        Assert.Equal("", mobile);
    }

    [Theory]
    // s = 0·10+0·9+8·8+4·7+5·6+7·5+5·4+9·3+4·2 = 212; 212 mod 11 = 3; 11 − 3 = 8
    [InlineData("0084575948", "0084575948")]
    // lost leading zeros are taken back
    [InlineData("84575948", "0084575948")]
    // s = 1·10+2·9+3·8+4·7+5·6+6·5+7·4+8·3+9·2 = 210; 210 mod 11 = 1 → 1
    [InlineData("1234567891", "1234567891"), InlineData("۱۲۳۴۵۶۷۸۹۱", "1234567891"), InlineData("١٢٣٤٥٦٧٨٩١", "1234567891"), InlineData("123-456789-1", "1234567891")]
    // s = 1·10+1·9+1·8+1·7+1·6+1·5+1·4+1·3+4·2 = 60; 60 mod 11 = 5; 11 − 5 = 6
    [InlineData("1111111146", "1111111146")]
    // s = 0·10+…+0·3+5·2 … = 0000000051: s = 5·2 = 10; 11 − 10 = 1
    [InlineData("0000000051", "0000000051")]
    public void A_national_ID_with_its_check_digit_is_accepted(string typed, string kept)
    {
        Assert.True(InputParser.TryNationalId(typed, out var id));
        Assert.Equal(kept, id);
        Assert.True(InputParser.IsNationalId(typed));
    }

    [Theory]
    [InlineData("1234567890"), InlineData("0084575947"), InlineData("1111111111"), InlineData("0000000000"), InlineData("9999999999")]
    [InlineData("1234567"), InlineData("12345678911"), InlineData("12345678a1"), InlineData(""), InlineData(null)]
    public void A_wrong_national_ID_is_refused(string? typed) => Assert.False(InputParser.IsNationalId(typed));

    [Theory]
    [InlineData("sara@example.ir", "sara@example.ir"), InlineData(" Sara.Ahmadi@Example.IR ", "Sara.Ahmadi@example.ir")]
    [InlineData("a۱@example.com", "a1@example.com"), InlineData("\u200Ea+b@mail.example.co", "a+b@mail.example.co"), InlineData("سارا@مثال.ایران", "سارا@مثال.ایران")]
    public void The_shape_of_an_email_is_accepted(string typed, string kept)
    {
        Assert.True(InputParser.TryEmail(typed, out var email));
        Assert.Equal(kept, email);
    }

    [Theory]
    [InlineData(""), InlineData(null), InlineData("sara"), InlineData("sara@"), InlineData("@example.ir"), InlineData("a@b"), InlineData("a b@example.ir")]
    [InlineData("a@@example.ir"), InlineData("a@exa_mple.ir"), InlineData("a@-example.ir"), InlineData("a@example..ir"), InlineData("a@example.ir\nBcc: b@example.ir"), InlineData("a,b@example.ir")]
    public void What_cannot_be_an_email_is_refused(string? typed) => Assert.False(InputParser.TryEmail(typed, out _));

    [Fact]
    public void An_email_of_255_characters_is_too_long() =>
        Assert.False(InputParser.TryEmail("a@" + string.Join('.', Enumerable.Repeat("example", 31)) + ".abcdef", out _));

    [Theory]
    [InlineData(Language.Persian, CalendarKind.Jalali, DigitSet.Persian), InlineData(Language.Persian, CalendarKind.Gregorian, DigitSet.Latin)]
    [InlineData(Language.English, CalendarKind.Gregorian, DigitSet.Latin), InlineData(Language.English, CalendarKind.Jalali, DigitSet.Persian)]
    public void Whatever_a_reader_is_shown_can_be_typed_back(Language language, CalendarKind calendar, DigitSet digits)
    {
        var formatter = new LocalizedFormatter(language, calendar, digits, CivilCalendar.Tehran.Zone);
        Prop.ForAll(
            Gen.Choose(new DateOnly(1900, 1, 1).DayNumber, new DateOnly(2122, 1, 1).DayNumber).ToArbitrary(),
            Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(),
            (dayNumber, number) =>
            {
                var day = DateOnly.FromDayNumber(dayNumber);
                return new[] { formatter.Date(day), formatter.PlainDate(day), formatter.ShortDate(day) }
                        .All(shown => InputParser.TryDate(shown, out var read) && read == day)
                    && InputParser.TryInteger(formatter.Number(number), out var integer) && integer == number
                    && InputParser.TryDecimal(formatter.Number(number / 100m, 2), out var value) && value == number / 100m;
            }).QuickCheckThrowOnFailure();
    }
}
