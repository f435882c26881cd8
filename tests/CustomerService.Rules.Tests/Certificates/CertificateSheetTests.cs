using CustomerService.Certificates.Document;
using CustomerService.Certificates.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Certificates;

public sealed class CertificateSheetTests
{
    [Fact]
    public void The_Persian_sentence_says_course_time_and_score_in_Persian_digits() =>
        Assert.Equal(
            "دورهٔ «ICARE در عمل» را | معادل ۱\u00A0ساعت و ۴۵\u00A0دقیقه آموزش، با نمرهٔ ۹۲ از ۱۰۰، با موفقیت گذرانده است.",
            Sentence(Sheet(Sample.Content(), Language.Persian)));

    [Fact]
    public void The_English_sentence_says_the_same() =>
        Assert.Equal(
            "has successfully completed the course “ICARE in Practice”, | equivalent to 1\u00A0hour 45\u00A0minutes of training, with a score of 92%.",
            Sentence(Sheet(Sample.Content(), Language.English)));

    [Fact]
    public void Without_a_score_the_sentence_has_none()
    {
        Assert.Equal("دورهٔ «ICARE در عمل» را | معادل ۱\u00A0ساعت و ۴۵\u00A0دقیقه آموزش، با موفقیت گذرانده است.", Sentence(Sheet(Sample.Content() with { Percent = null }, Language.Persian)));
        Assert.Equal(
            "has successfully completed all courses of “ICARE in Practice”, | equivalent to 1\u00A0hour 45\u00A0minutes of training.",
            Sentence(Sheet(Sample.Content() with { Percent = null, Kind = CertificateKind.Path }, Language.English)));
    }

    [Fact]
    public void Whoever_tested_out_without_a_lesson_is_certified_an_examination_and_no_minutes()
    {
        Assert.Equal("دورهٔ «ICARE در عمل» را | از راه آزمون و با نمرهٔ ۹۲ از ۱۰۰ با موفقیت گذرانده است.", Sentence(Sheet(Sample.Content() with { Minutes = 0 }, Language.Persian)));
        Assert.Equal("has successfully completed the course “ICARE in Practice”, | by examination, with a score of 92%.", Sentence(Sheet(Sample.Content() with { Minutes = 0 }, Language.English)));
    }

    [Fact]
    public void Both_calendars_stand_in_the_dates()
    {
        Assert.Equal(
            ["تاریخ صدور: ۳۰\u00A0آبان ۱۴۰۵ برابر با ۲۱\u00A0نوامبر ۲۰۲۶", "اعتبار تا: ۳۰\u00A0آبان ۱۴۰۷ برابر با ۲۰\u00A0نوامبر ۲۰۲۸"],
            Sheet(Sample.Content(Sample.ExpiresAtUtc), Language.Persian).Dates.Select(d => $"{d.Label} {d.Value}"));
        Assert.Equal(["Issued: 21\u00A0November 2026 (30\u00A0Aban 1405)"], Sheet(Sample.Content(), Language.English).Dates.Select(d => $"{d.Label} {d.Value}"));
    }

    [Fact]
    public void Codes_are_Latin_in_both_languages() => Assert.All(Languages.All, language =>
        Assert.Equal(["ICA-1405-000042", "7Q2M-D4XK-9B3V-0TRC-8WJH", "academy.example.ir/verify"], Sheet(Sample.Content(), language).Checks.Where(c => c.IsCode).Select(c => c.Value)));

    [Theory]
    [InlineData("ICARE در عمل", Language.Persian, Language.Persian)]
    [InlineData("سارا محمدی‌نژاد", Language.Persian, Language.Persian)]
    [InlineData("Anna Müller", Language.Persian, Language.English)]
    [InlineData("Anna Müller", Language.English, Language.English)]
    [InlineData("سارا محمدی‌نژاد", Language.English, Language.Persian)]
    [InlineData("Sara (سارا) M.", Language.English, Language.English)]
    [InlineData("ISO 10002:2018", Language.Persian, Language.English)]
    [InlineData("", Language.Persian, Language.Persian)]
    public void A_text_is_set_in_the_documents_direction_where_it_has_its_letters(string text, Language document, Language expected) =>
        Assert.Equal(expected, SetText.For(text, document).Language);

    [Fact]
    public void Without_a_Latin_name_the_English_document_shows_the_Persian_one_as_Persian()
    {
        var sheet = Sheet(Sample.Content() with { PersonName = new LocalText("سارا محمدی‌نژاد", "") }, Language.English);

        Assert.Equal(new SetText("سارا محمدی‌نژاد", Language.Persian), sheet.Name);
        Assert.Equal("rtl", sheet.Name.Direction);
    }

    [Theory]
    [InlineData("سارا", "")]
    [InlineData("سیده فاطمه‌زهرا حسینی طباطبایی نائینی (کیان‌پور)", " is-long")]
    [InlineData("سیده فاطمه‌زهرا حسینی طباطبایی نائینی اصل ثابت‌قدم (کیان‌پور) و دیگران", " is-longer")]
    public void A_long_name_is_set_smaller(string name, string expected) =>
        Assert.Equal(expected, Sheet(Sample.Content() with { PersonName = new LocalText(name, "") }, Language.Persian).NameSize);

    [Fact]
    public void A_number_stays_with_the_word_before_it()
    {
        var sheet = Sheet(Sample.Content() with { Title = new LocalText("گفت‌وگو بر پایهٔ ISO 10002:2018 در شعبه", "x") }, Language.Persian);
        Assert.Contains("ISO\u00A010002:2018", Sentence(sheet));
    }

    [Fact]
    public void Only_a_reprint_is_marked()
    {
        Assert.Null(Sheet(Sample.Content(), Language.Persian).Mark);
        Assert.Equal("المثنی", CertificateSheet.Of(Sample.Certificate(), Language.Persian, "https://a.ir/verify/x", "a.ir/verify", CivilCalendar.Tehran, duplicate: true).Mark);
    }

    private static CertificateSheet Sheet(CertificateContent content, Language language) => CertificateSheet.Of(
        new Certificate(Guid.CreateVersion7(), "ICA-1405-000042", VerificationCode.Stored("7Q2MD4XK9B3V0TRC8WJH"), content), language,
        "https://academy.example.ir/verify/7Q2MD4XK9B3V0TRC8WJH", "academy.example.ir/verify", CivilCalendar.Tehran);

    private static string Sentence(CertificateSheet sheet) => string.Join(" | ", sheet.Lines.Select(line => string.Concat(line.Select(run => run.Text.Text))));
}
