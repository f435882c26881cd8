using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class PasswordRulesTests
{
    private static readonly PasswordContext Elham = PasswordContext.Of(
        "elham.sadeghi", new PersonName("الهام", "صادقی", "Elham", "Sadeghi"), ["elham.s@example.org", "+989125550101"], ["صنایع خانگی مهرآسا", "Mehrasa Home Appliances"]);

    [Theory]
    [InlineData("password1234"), InlineData("qwerty123456"), InlineData("1q2w3e4r5t"), InlineData("iloveyou1234"), InlineData("Password123!")]
    [InlineData("12345678901"), InlineData("letmein1234"), InlineData("academy1405"), InlineData("serviceacademy"), InlineData("elhamsadeghi")]
    public void What_others_would_guess_first_is_refused(string password) => Assert.NotNull(PasswordRules.Broken(password, Elham));

    [Theory]
    [InlineData("elham.sadeghi"), InlineData("Elham-Sadeghi"), InlineData("sadeghielham"), InlineData("ELHAMSADEGHI!"), InlineData("s4d3gh1!1370"), InlineData("xy-elham.sadeghi-zq-9")]
    [InlineData("الهام صادقی"), InlineData("صادقي۱۳۷۰"), InlineData("elham.s2026"), InlineData("mehrasa1405"), InlineData("مهرآسا ۱۴۰۵"), InlineData("home appliances"), InlineData("9125550101")]
    [InlineData("Academy-2026"), InlineData("Acad3my!2026"), InlineData("customerservice"), InlineData("آکادمی خدمت"), InlineData("گذرواژه۱۲۳۴"), InlineData("amoozesh1405")]
    public void Words_of_the_context_are_refused(string password) => Assert.NotNull(PasswordRules.Broken(password, Elham));

    [Theory]
    [InlineData("P@ssw0rd1405"), InlineData("p4$$w0rd!!"), InlineData("Monkey2026!"), InlineData("dragon12345"), InlineData("drowssap1234"), InlineData("trustno1trustno1")]
    [InlineData("qwertyuiop"), InlineData("asdfghjkl;"), InlineData("qazwsxedcrfv"), InlineData("zxcvbnm123"), InlineData("ضصثقفغعهخح"), InlineData("حشسسصخقی۱۲۳۴")]
    [InlineData("9876543210"), InlineData("abcdefghij"), InlineData("abcabcabcabc"), InlineData("1111111111"), InlineData("ababababab"), InlineData("۰۹۱۲۵۵۵۰۱۰۱"), InlineData("1403/05/21")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４"), InlineData("password\u00A01234")]
    public void Runs_and_usual_replacements_are_refused(string password) => Assert.IsType<PasswordTooCommon>(PasswordRules.Broken(password, PasswordContext.Unknown));

    [Fact]
    public void The_most_used_passwords_are_refused_also_with_a_year()
    {
        var top = MostUsed().Take(3000).ToList();
        Assert.Equal(3000, top.Count);
        Assert.DoesNotContain(top.Where(p => p.Length >= PasswordRules.MinimumLength), p => PasswordRules.Broken(p, PasswordContext.Unknown) is null);
        // Every twelfth: each takes two milliseconds.
        Assert.DoesNotContain(top.Where((p, i) => i % 12 == 0 && p.Length + 4 >= PasswordRules.MinimumLength), p => PasswordRules.Broken(p + "1405", PasswordContext.Unknown) is null);
    }

    [Theory]
    [InlineData("گذرواژهٔ بلند من"), InlineData("چهار واژهٔ ساده"), InlineData("کتاب 1405 خوب"), InlineData("correct horse battery staple"), InlineData("my dog likes tea")]
    [InlineData("kf7m-2hqp-9xwt"), InlineData("xkqzvwmpty"), InlineData("دریا ابر سیب"), InlineData("a-long-test-password"), InlineData("academy-demo-1405")]
    public void Words_that_have_nothing_to_do_with_each_other_are_accepted(string password) => Assert.Null(PasswordRules.Broken(password, PasswordContext.Unknown));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("kf7m-2hqp"), InlineData("     kf7m-2hqp      "), InlineData("k\u200Cf\u200C7\u200Cm2hq"), InlineData("😀😀😀x😀")]
    public void A_short_one_is_refused_whatever_pads_it(string? password) => Assert.IsType<PasswordTooShort>(PasswordRules.Broken(password, PasswordContext.Unknown));

    [Fact]
    public void A_very_long_one_is_judged_by_its_beginning() => Assert.Null(PasswordRules.Broken(string.Concat(Enumerable.Repeat("آسمان آبی و quiet rivers ", 10)), Elham));

    private static IEnumerable<string> MostUsed()
    {
        using var reader = new StreamReader(typeof(Zxcvbn.Zxcvbn).Assembly.GetManifestResourceStream("zxcvbn-core.Dictionaries.passwords.lst")!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
