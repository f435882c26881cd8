using System.Globalization;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Text;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("fa", Language.Persian), InlineData("fa-IR", Language.Persian), InlineData("en", Language.English)]
    [InlineData("en-GB", Language.English), InlineData("de-DE", Language.Persian), InlineData("", Language.Persian)]
    public void A_culture_has_its_language_and_Persian_is_the_default(string culture, Language language) =>
        Assert.Equal(language, Languages.Of(CultureInfo.GetCultureInfo(culture)));

    [Theory]
    [InlineData("fa", true, Language.Persian), InlineData("FA_ir", true, Language.Persian), InlineData(" en-US ", true, Language.English)]
    [InlineData("ar", false, Language.Persian), InlineData("", false, Language.Persian), InlineData(null, false, Language.Persian)]
    [InlineData("english", false, Language.Persian)]
    public void Codes_are_parsed(string? code, bool known, Language language)
    {
        Assert.Equal(known, Languages.TryParse(code, out var parsed));
        Assert.Equal(language, parsed);
    }

    [Fact]
    public void Languages_know_their_code_and_direction()
    {
        Assert.Equal(("fa", true, "rtl", Language.English), Facts(Language.Persian));
        Assert.Equal(("en", false, "ltr", Language.Persian), Facts(Language.English));
        Assert.Equal(["fa", "en"], Languages.All.Select(language => language.Culture().Name));
    }

    [Theory]
    [InlineData("سلام", "Hello", "سلام", "Hello"), InlineData("", "Hello", "Hello", "Hello"), InlineData("سلام", " ", "سلام", "سلام")]
    public void A_missing_translation_shows_the_other_language(string fa, string en, string inPersian, string inEnglish)
    {
        var text = new LocalText(fa, en);
        Assert.Equal((inPersian, inEnglish), (text.In(Language.Persian), text.In(Language.English)));
    }

    private static (string Code, bool IsRightToLeft, string Direction, Language Other) Facts(Language language) =>
        (language.Code(), language.IsRightToLeft(), language.Direction(), language.Other());
}
