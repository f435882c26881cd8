using CustomerService.Certificates.Rules;

namespace CustomerService.Rules.Tests.Certificates;

public sealed class VerificationCodeTests
{
    [Fact]
    public void A_code_is_printed_in_five_groups_of_four() =>
        Assert.Equal("7Q2M-D4XK-9B3V-0TRC-8WJH", VerificationCode.Stored("7Q2MD4XK9B3V0TRC8WJH").Grouped);

    [Theory]
    [InlineData("7Q2M-D4XK-9B3V-0TRC-8WJH")]
    [InlineData("7q2md4xk9b3v0trc8wjh")]
    [InlineData("  7Q2M D4XK 9B3V 0TRC 8WJH ")]
    [InlineData("7Q2M–D4XK−9B3V‑0TRC—8WJH")]
    [InlineData("7Q2M-D4XK-9B3V-OTRC-8WJH")]
    [InlineData("۷Q۲M-D۴XK-۹B۳V-۰TRC-۸WJH")]
    [InlineData("\u20667Q2M-D4XK-9B3V-0TRC-8WJH\u2069")]
    public void However_it_is_typed_it_is_the_same_code(string typed)
    {
        Assert.True(VerificationCode.TryParse(typed, out var code));
        Assert.Equal("7Q2MD4XK9B3V0TRC8WJH", code.Compact);
    }

    [Fact]
    public void Letters_that_look_like_digits_are_those_digits()
    {
        Assert.True(VerificationCode.TryParse("oO0iI1lL1Iaaaaaaaaaa", out var code));
        Assert.Equal("0001111111AAAAAAAAAA", code.Compact);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("7Q2M"), InlineData("7Q2MD4XK9B3V0TRC8WJHX"), InlineData("7Q2MD4XK9B3V0TRC8WJU"), InlineData("سلام")]
    [InlineData("7Q2MD4XK9B3V0TRC8WJ'")]
    public void Anything_else_is_no_code(string? typed) => Assert.False(VerificationCode.TryParse(typed, out _));

    [Fact]
    public void A_very_long_text_is_no_code() => Assert.False(VerificationCode.TryParse(new string(' ', 10_000) + "7Q2MD4XK9B3V0TRC8WJH", out _));

    [Fact]
    public void New_codes_hold_a_hundred_bits_use_the_whole_alphabet_and_never_repeat()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => VerificationCode.Create().Compact).ToList();

        Assert.Equal(2000, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Equal(20, c.Length));
        Assert.Equal("0123456789ABCDEFGHJKMNPQRSTVWXYZ", string.Concat(codes.SelectMany(c => c).Distinct().Order()));
        // 40,000 letters over 32: 1,250 of each, standard deviation 35; seven of them is never seen.
        Assert.All(codes.SelectMany(c => c).CountBy(c => c), c => Assert.InRange(c.Value, 1000, 1500));
    }

    [Fact]
    public void A_printed_code_reads_back()
    {
        for (var i = 0; i < 200; i++)
        {
            var code = VerificationCode.Create();
            Assert.True(VerificationCode.TryParse(code.Grouped, out var read));
            Assert.Equal(code, read);
        }
    }
}
