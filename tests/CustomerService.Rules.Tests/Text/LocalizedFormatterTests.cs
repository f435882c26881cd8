using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Text;

public sealed class LocalizedFormatterTests
{
    private static readonly LocalizedFormatter Fa = LocalizedFormatter.For(Language.Persian);
    private static readonly LocalizedFormatter En = LocalizedFormatter.For(Language.English);
    private static readonly LocalizedFormatter FaGregorianLatin = new(Language.Persian, CalendarKind.Gregorian, DigitSet.Latin, CivilCalendar.Tehran.Zone);
    private static readonly LocalizedFormatter EnJalali = new(Language.English, CalendarKind.Jalali, DigitSet.Latin, CivilCalendar.Tehran.Zone);

    private static readonly DateOnly Day = new(2026, 11, 21);
    private static readonly DateTime Afternoon = new(2026, 11, 21, 10, 35, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, "۰", "0"), InlineData(5, "۵", "5"), InlineData(1234, "۱٬۲۳۴", "1,234"), InlineData(1234567, "۱٬۲۳۴٬۵۶۷", "1,234,567")]
    [InlineData(-5, "\u200E−۵", "-5"), InlineData(-1234, "\u200E−۱٬۲۳۴", "-1,234")]
    public void Whole_numbers(long value, string fa, string en)
    {
        Assert.Equal(fa, Fa.Number(value));
        Assert.Equal(en, En.Number(value));
    }

    [Theory]
    [InlineData(12.5, 1, "۱۲٫۵", "12.5"), InlineData(1234567.5, 1, "۱٬۲۳۴٬۵۶۷٫۵", "1,234,567.5"), InlineData(2.345, 2, "۲٫۳۵", "2.35")]
    [InlineData(0.5, 0, "۱", "1"), InlineData(3, 2, "۳٫۰۰", "3.00"), InlineData(-0.25, 2, "\u200E−۰٫۲۵", "-0.25"), InlineData(-0.001, 1, "۰٫۰", "0.0")]
    public void Numbers_with_decimals(double value, int decimals, string fa, string en)
    {
        Assert.Equal(fa, Fa.Number((decimal)value, decimals));
        Assert.Equal(en, En.Number((decimal)value, decimals));
    }

    [Fact]
    public void Separators_follow_the_digits()
    {
        Assert.Equal("1,234.5", FaGregorianLatin.Number(1234.5m, 1));
        Assert.Equal("84\u200F%", FaGregorianLatin.Percent(0.84));
        Assert.Equal("۱٬۲۳۴٫۵", new LocalizedFormatter(Language.English, CalendarKind.Gregorian, DigitSet.Persian, TimeZoneInfo.Utc).Number(1234.5m, 1));
    }

    [Theory]
    [InlineData(0.84, 0, "۸۴\u200F٪", "84%"), InlineData(1, 0, "۱۰۰\u200F٪", "100%"), InlineData(0, 0, "۰\u200F٪", "0%"), InlineData(0.666, 1, "۶۶٫۶\u200F٪", "66.6%"), InlineData(0.125, 0, "۱۳\u200F٪", "13%")]
    public void Percentages(double fraction, int decimals, string fa, string en)
    {
        Assert.Equal(fa, Fa.Percent(fraction, decimals));
        Assert.Equal(en, En.Percent((decimal)fraction, decimals));
    }

    [Fact]
    public void Dates_in_full()
    {
        Assert.Equal("شنبه ۳۰\u00A0آبان ۱۴۰۵", Fa.Date(Day));
        Assert.Equal("Saturday, 21\u00A0November 2026", En.Date(Day));
        Assert.Equal("شنبه 21\u00A0نوامبر 2026", FaGregorianLatin.Date(Day));
        Assert.Equal("Saturday, 30\u00A0Aban 1405", EnJalali.Date(Day));
        Assert.Equal("سه\u200Cشنبه ۳\u00A0آذر ۱۴۰۵", Fa.Date(new DateOnly(2026, 11, 24)));
    }

    [Fact]
    public void Dates_for_tables()
    {
        Assert.Equal("۱۴۰۵/۰۸/۳۰", Fa.ShortDate(Day));
        Assert.Equal("21 Nov 2026", En.ShortDate(Day));
        Assert.Equal("2026/11/21", FaGregorianLatin.ShortDate(Day));
        Assert.Equal("30\u00A0Aban 1405", EnJalali.ShortDate(Day));
    }

    [Fact]
    public void Dates_of_certificates_are_in_both_calendars()
    {
        Assert.Equal("۳۰\u00A0آبان ۱۴۰۵ برابر با ۲۱\u00A0نوامبر ۲۰۲۶", Fa.BothDates(Day));
        Assert.Equal("21\u00A0November 2026 (30\u00A0Aban 1405)", En.BothDates(Day));
        Assert.Equal("30\u00A0آبان 1405 برابر با 21\u00A0نوامبر 2026", FaGregorianLatin.BothDates(Day));
        Assert.Equal("21\u00A0November 2026 (30\u00A0Aban 1405)", EnJalali.BothDates(Afternoon));
    }

    [Fact]
    public void Months_of_reports()
    {
        Assert.Equal("آبان ۱۴۰۵", Fa.Month(Day));
        Assert.Equal("November 2026", En.Month(Day));
    }

    [Fact]
    public void Instants_are_shown_in_Tehran_time()
    {
        Assert.Equal("۱۴:۰۵", Fa.Time(Afternoon));
        Assert.Equal("شنبه ۳۰\u00A0آبان ۱۴۰۵، ساعت ۱۴:۰۵", Fa.DateAndTime(Afternoon));
        Assert.Equal("Saturday, 21\u00A0November 2026, 14:05", En.DateAndTime(Afternoon));
        Assert.Equal("۱۴۰۵/۰۸/۳۰، ۱۴:۰۵", Fa.ShortDateAndTime(Afternoon));
        Assert.Equal("21 Nov 2026, 14:05", En.ShortDateAndTime(Afternoon));
        Assert.Equal("یکشنبه ۱\u00A0آذر ۱۴۰۵", Fa.Date(new DateTime(2026, 11, 21, 20, 30, 0, DateTimeKind.Utc)));
    }

    [Theory]
    [InlineData(0, "۰\u00A0دقیقه", "0\u00A0minutes"), InlineData(1, "۱\u00A0دقیقه", "1\u00A0minute"), InlineData(20, "۲۰\u00A0دقیقه", "20\u00A0minutes"), InlineData(60, "۱\u00A0ساعت", "1\u00A0hour")]
    [InlineData(80, "۱\u00A0ساعت و ۲۰\u00A0دقیقه", "1\u00A0hour 20\u00A0minutes"), InlineData(121, "۲\u00A0ساعت و ۱\u00A0دقیقه", "2\u00A0hours 1\u00A0minute"), InlineData(-3, "۰\u00A0دقیقه", "0\u00A0minutes")]
    public void Durations(int minutes, string fa, string en)
    {
        Assert.Equal(fa, Fa.Minutes(minutes));
        Assert.Equal(en, En.Minutes(minutes));
    }

    [Fact]
    public void A_second_left_is_not_nothing_left() => Assert.Equal("1\u00A0minute", En.Minutes(TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData(1, "۱\u00A0ساعت", "1\u00A0hour"), InlineData(12.5, "۱۲٫۵\u00A0ساعت", "12.5\u00A0hours"), InlineData(0.04, "۰\u00A0ساعت", "0\u00A0hours"), InlineData(40, "۴۰\u00A0ساعت", "40\u00A0hours")]
    public void Training_hours(double hours, string fa, string en)
    {
        Assert.Equal(fa, Fa.Hours((decimal)hours));
        Assert.Equal(en, En.Hours((decimal)hours));
    }

    [Theory]
    [InlineData(0, "امروز", "today", "امروز", "today"), InlineData(1, "فردا", "tomorrow", "فردا", "tomorrow")]
    [InlineData(3, "۳\u00A0روز دیگر", "in\u00A03\u00A0days", "۳\u00A0روز دیگر", "in\u00A03\u00A0days"), InlineData(1200, "۱٬۲۰۰\u00A0روز دیگر", "in\u00A01,200\u00A0days", "۱٬۲۰۰\u00A0روز دیگر", "in\u00A01,200\u00A0days")]
    [InlineData(-1, "دیروز", "yesterday", "۱\u00A0روز تأخیر", "1\u00A0day overdue"), InlineData(-3, "۳\u00A0روز پیش", "3\u00A0days ago", "۳\u00A0روز تأخیر", "3\u00A0days overdue")]
    public void Days_from_today(int days, string fa, string en, string dueFa, string dueEn)
    {
        Assert.Equal(fa, Fa.RelativeDay(Day.AddDays(days), Day));
        Assert.Equal(en, En.RelativeDay(Day.AddDays(days), Day));
        Assert.Equal(dueFa, Fa.Due(Day.AddDays(days), Day));
        Assert.Equal(dueEn, En.Due(Day.AddDays(days), Day));
    }

    [Fact]
    public void Days_are_counted_at_Tehran_midnight()
    {
        var deadline = CivilCalendar.Tehran.DeadlineUtc(Day);
        Assert.Equal("today", En.Due(deadline, new DateTime(2026, 11, 20, 20, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("tomorrow", En.Due(deadline, new DateTime(2026, 11, 20, 20, 29, 0, DateTimeKind.Utc)));
        Assert.Equal("1\u00A0day overdue", En.Due(deadline, new DateTime(2026, 11, 21, 20, 30, 0, DateTimeKind.Utc)));
        Assert.Equal("yesterday", En.RelativeDay(deadline, new DateTime(2026, 11, 21, 20, 30, 0, DateTimeKind.Utc)));
    }

    [Theory]
    [InlineData(0, "0\u00A0courses"), InlineData(1, "1\u00A0course"), InlineData(5, "5\u00A0courses"), InlineData(1001, "1,001\u00A0courses")]
    public void English_nouns_follow_the_number(int count, string shown) => Assert.Equal(shown, En.Count(count, "course|courses"));

    [Theory]
    [InlineData(0, "۰\u00A0دوره"), InlineData(1, "۱\u00A0دوره"), InlineData(5, "۵\u00A0دوره")]
    public void Persian_nouns_stay_singular(int count, string shown) => Assert.Equal(shown, Fa.Count(count, "دوره"));

    [Theory]
    [InlineData(0, "یکی"), InlineData(1, "یکی"), InlineData(2, "بقیه")]
    public void The_Persian_form_of_one_is_for_zero_too(int count, string form) => Assert.Equal(form, Fa.PluralForm(count, "یکی|بقیه"));

    [Fact]
    public void A_Persian_range_has_a_word_where_a_dash_would_reverse_it()
    {
        Assert.Equal("۱۰ تا ۱۵", Fa.Range(10, 15));
        Assert.Equal("10–15", En.Range(10, 15));
    }

    [Fact]
    public void A_Persian_percent_sign_stands_at_the_same_side_after_a_word_and_alone()
    {
        // Only a right-to-left mark between them keeps the sign from joining the number where no Persian letter goes before (UAX #9, W5).
        Assert.Equal("نمره ۱۰۰\u200F٪", Fa.Say("نمره {0:percent}", 1m));
        Assert.Equal("۱۰۰\u200F٪", Fa.Percent(1m));
        Assert.Equal("100\u200F%", new LocalizedFormatter(Language.Persian, CalendarKind.Jalali, DigitSet.Latin, TimeZoneInfo.Utc).Percent(1m));
        Assert.DoesNotContain('\u200F', new LocalizedFormatter(Language.English, CalendarKind.Gregorian, DigitSet.Persian, TimeZoneInfo.Utc).Percent(1m));
    }

    [Fact]
    public void A_sentence_shows_its_arguments_as_its_reader_reads()
    {
        var title = new LocalText("هنر گوش دادن", "The art of listening");
        Assert.Equal("۱٬۲۳۴ از ۱۲٫۵؛ شنبه ۳۰\u00A0آبان ۱۴۰۵؛ هنر گوش دادن", Fa.Say("{0} از {1}؛ {2}؛ {3}", 1234, 12.5m, Day, title));
        Assert.Equal("1,234 of 12.5; Saturday, 21\u00A0November 2026; The art of listening", En.Say("{0} of {1}; {2}; {3}", 1234L, 12.5, Day, title));
        Assert.Equal("شنبه ۳۰\u00A0آبان ۱۴۰۵، ساعت ۱۴:۰۵، ۹۰ دقیقه", Fa.Say("{0}، {1} دقیقه", Afternoon, 90));
        Assert.Equal("Nothing:  and 1\u00A0hour 30\u00A0minutes", En.Say("Nothing: {0} and {1}", null, TimeSpan.FromMinutes(90)));
    }

    [Theory]
    [InlineData("{0:short}", "۱۴۰۵/۰۸/۳۰", "21 Nov 2026"), InlineData("{0:plain}", "۳۰\u00A0آبان ۱۴۰۵", "21\u00A0November 2026")]
    [InlineData("{0:date}", "شنبه ۳۰\u00A0آبان ۱۴۰۵", "Saturday, 21\u00A0November 2026"), InlineData("{0:time}", "۱۴:۰۵", "14:05")]
    [InlineData("{1:percent}", "۵۰\u200F٪", "50%"), InlineData("{1:1}", "۰٫۵", "0.5"), InlineData("{2:minutes}", "۱\u00A0ساعت و ۲۰\u00A0دقیقه", "1\u00A0hour 20\u00A0minutes")]
    [InlineData("{3:ordinal}", "۱۴۰۵", "1405"), InlineData("{2:hours}", "۸۰\u00A0ساعت", "80\u00A0hours"), InlineData("{2:2}", "۸۰٫۰۰", "80.00")]
    public void Format_words(string format, string fa, string en)
    {
        object?[] arguments = [Afternoon, 0.5m, 80, 1405];
        Assert.Equal(fa, Fa.Say(format, arguments));
        Assert.Equal(en, En.Say(format, arguments));
    }

    [Theory]
    [InlineData(1, "1 lesson is left"), InlineData(2, "2 lessons are left"), InlineData(0, "0 lessons are left")]
    public void A_sentence_agrees_with_its_number(int count, string sentence) =>
        Assert.Equal(sentence, En.Say("{0} {0:?lesson is|lessons are} left", count));

    [Fact]
    public void An_unknown_format_word_is_a_mistake()
    {
        Assert.Throws<FormatException>(() => En.Say("{0:weekly}", Day));
        Assert.Throws<FormatException>(() => En.Say("{0:weekly}", 5));
    }

    [Theory]
    // the cases of the fact base: digits with a hyphen or dash between them turn round after Persian letters
    [InlineData("ایزو {0}", "18295-1", "ایزو \u206818295-1\u2069"), InlineData("تلفن {0}", "021-12345678", "تلفن \u2068021-12345678\u2069")]
    [InlineData("تاریخ {0}", "۱۴۰۵-۰۸-۳۰", "تاریخ \u2068۱۴۰۵-۰۸-۳۰\u2069"), InlineData("بازه {0}", "۱۰–۱۵", "بازه \u2068۱۰–۱۵\u2069")]
    [InlineData("دوره {0} تمام شد", "ICARE در عمل", "دوره \u2067ICARE در عمل\u2069 تمام شد"), InlineData("سلام {0}", "Sara", "سلام \u2068Sara\u2069")]
    [InlineData("سلام {0}", "سارا", "سلام سارا"), InlineData("«{0}»", "می\u200Cروم؟", "«می\u200Cروم؟»")]
    public void What_could_disturb_a_Persian_sentence_is_isolated(string format, string argument, string sentence) =>
        Assert.Equal(sentence, Fa.Say(format, argument));

    [Theory]
    [InlineData("Hello {0}!", "سارا", "Hello \u2068سارا\u2069!"), InlineData("Hello {0}!", "Sara", "Hello Sara!"), InlineData("Room {0}", "5-1", "Room 5-1")]
    [InlineData("{0}", "ﻻ", "\u2068ﻻ\u2069")]
    public void What_could_disturb_an_English_sentence_is_isolated(string format, string argument, string sentence) =>
        Assert.Equal(sentence, En.Say(format, argument));

    [Fact]
    public void Codes_are_Latin_and_left_to_right()
    {
        Assert.Equal("\u2066AC-1405-00012\u2069", LocalizedFormatter.Code("AC-۱۴۰۵-۰۰۰۱۲"));
        Assert.Equal("تلفن \u2066021-12345678\u2069", Fa.Say("تلفن {0:code}", "۰۲۱-۱۲۳۴۵۶۷۸"));
        Assert.Equal("\u2068سارا\u2069", LocalizedFormatter.Isolate("سارا"));
    }

    [Fact]
    public void Digits_of_a_running_text_follow_the_reader()
    {
        Assert.Equal("۵ اصل ISO 10002:2018", Fa.DigitsOf("5 اصل ISO 10002:2018"));
        Assert.Equal("5 اصل", FaGregorianLatin.DigitsOf("۵ اصل"));
        Assert.Equal("5 rules", En.DigitsOf("5 rules"));
    }

    [Fact]
    public void A_text_is_read_in_the_readers_language()
    {
        var text = new LocalText("فراگیر", "learner");
        Assert.Equal("فراگیر", Fa.Text(text));
        Assert.Equal("learner", En.Text(text));
    }

    [Fact]
    public void Nothing_depends_on_the_ambient_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("fa-IR");
            Assert.Equal("21 Nov 2026, 14:05", En.ShortDateAndTime(Afternoon));
            Assert.Equal("-1,234.5", En.Number(-1234.5m, 1));
            Assert.Equal("1405/08/30", JalaliDate.From(Day).ToString());
            Assert.Equal("1 and 12.5", En.Say("{0} and {1}", 1, 12.5));
            Assert.True(InputParser.TryDate("2026-11-21", out var day) && day == Day);
            Assert.True(InputParser.TryDecimal("۱۲٫۵", out var value) && value == 12.5m);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
