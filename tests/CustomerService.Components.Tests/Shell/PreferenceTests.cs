using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Components.Tests.Shell;

public sealed class PreferenceTests
{
    [Theory]
    [InlineData("/learning", "/learning")]
    [InlineData("/office/people?unit=3&page=2", "/office/people?unit=3&page=2")]
    [InlineData("/verify/ABC?lang=en", "/verify/ABC")]
    [InlineData("/verify/ABC?a=1&lang=en&b=2", "/verify/ABC?a=1&b=2")]
    [InlineData("/verify/ABC?language=x", "/verify/ABC?language=x")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("learning", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x=1", "/")]
    [InlineData("/a/..//evil.example", "/")]
    [InlineData("/ آ", "/%20%D8%A2")]
    public void The_reader_returns_to_a_local_page_in_the_language_chosen(string? asked, string expected) =>
        Assert.Equal(expected, PreferenceEndpoints.ReturnTo(asked));

    [Theory]
    [InlineData("", "", Language.Persian)]
    [InlineData("", "lang=en", Language.English)]
    [InlineData("?lang=fa", "lang=en", Language.Persian)]
    [InlineData("?lang=en", "", Language.English)]
    [InlineData("?lang=de", "lang=en", Language.English)]
    [InlineData("", "lang=de", Language.Persian)]
    public void The_address_wins_over_the_cookie_and_Persian_is_the_default(string query, string cookie, Language expected)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        context.Request.Headers.Cookie = cookie;

        Assert.Equal(expected, LanguagePreference.Of(context.Request));
    }

    [Theory]
    [InlineData("en-GB", "", Language.English)]
    [InlineData("de, en;q=0.5, fa;q=0.7", "", Language.Persian)]
    [InlineData("de, en;q=0.7, fa;q=0.5", "", Language.English)]
    [InlineData("fa-AF", "", Language.Persian)]
    [InlineData("de, fr", "", Language.Persian)]
    [InlineData("en;q=0", "", Language.Persian)]
    [InlineData("nonsense;;q=x,,", "", Language.Persian)]
    [InlineData("en-GB", "lang-person=fa", Language.Persian)]
    [InlineData("fa", "lang=en", Language.English)]
    public void On_the_first_visit_the_browser_says_which_language(string accepted, string cookie, Language expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;
        context.Request.Headers.AcceptLanguage = accepted;

        Assert.Equal(expected, LanguagePreference.Of(context.Request));
    }

    [Theory]
    [InlineData("theme=dark", "dark")]
    [InlineData("theme=light", "light")]
    [InlineData("theme=auto", null)]
    [InlineData("theme=\"><script>", null)]
    [InlineData("", null)]
    public void The_theme_is_one_of_ours(string cookie, string? attribute)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = cookie;

        Assert.Equal(attribute, ThemePreference.Of(context.Request).Attribute());
    }
}
