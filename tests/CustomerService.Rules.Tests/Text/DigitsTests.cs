using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Text;

public sealed class DigitsTests
{
    [Theory]
    [InlineData("0123456789"), InlineData("۰۱۲۳۴۵۶۷۸۹"), InlineData("٠١٢٣٤٥٦٧٨٩")]
    public void All_three_sets_become_either_set(string digits)
    {
        Assert.Equal("0123456789", Digits.ToAscii(digits));
        Assert.Equal("۰۱۲۳۴۵۶۷۸۹", Digits.ToPersian(digits));
        Assert.Equal(Enumerable.Range(0, 10), digits.Select(Digits.ValueOf));
    }

    [Theory]
    [InlineData("", ""), InlineData("دوره", "دوره"), InlineData("Room 5b", "Room ۵b"), InlineData("۱۲ و ٣4", "۱۲ و ۳۴"), InlineData("½ ² ५", "½ ² ५")]
    public void Nothing_but_these_digits_changes(string text, string persian) => Assert.Equal(persian, Digits.ToPersian(text));

    [Theory]
    [InlineData("5 دوره در 3 روز", "۵ دوره در ۳ روز")]
    [InlineData("استاندارد ISO 18295-1:2017 و 3 نکته", "استاندارد ISO 18295-1:2017 و ۳ نکته")]
    [InlineData("دوره C03 با 6 درس", "دوره C03 با ۶ درس")]
    [InlineData("نشانی a1@example.ir، نوبت 2", "نشانی a1@example.ir، نوبت ۲")]
    [InlineData("https://academy.example/v/12?p=3 را در 2 نوبت", "https://academy.example/v/12?p=3 را در ۲ نوبت")]
    [InlineData("نرم‌افزار Excel، 3 ستون", "نرم‌افزار Excel، ۳ ستون")]
    [InlineData("ICARE\n1. خدمت", "ICARE\n۱. خدمت")]
    [InlineData("صفحه (12) «30»", "صفحه (۱۲) «۳۰»")]
    [InlineData("تلفن 021-12345678", "تلفن ۰۲۱-۱۲۳۴۵۶۷۸")]
    [InlineData("٪84 و 12.5", "٪۸۴ و ۱۲.۵")]
    [InlineData("بی رقم", "بی رقم")]
    public void Digits_of_Latin_words_codes_and_standards_stay_in_a_Persian_text(string text, string shown) =>
        Assert.Equal(shown, Digits.ToPersianInText(text));
}
