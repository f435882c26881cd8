using System.Text;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.People;

public sealed class TimeCodeTests
{
    /// <summary>The key of the test values in RFC 4226 and RFC 6238 (SHA-1).</summary>
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B; of its eight digits the last six.</summary>
    [Theory]
    [InlineData(59, "287082"), InlineData(1111111109, "081804"), InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924"), InlineData(2000000000, "279037"), InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code)
    {
        Assert.Equal(code, TimeCode.At(Key, At(seconds)));
        Assert.True(TimeCode.TryVerify(Key, code, At(seconds), 0, out var step));
        Assert.Equal(seconds / 30, step);
    }

    /// <summary>RFC 4226, appendix D: the counter is the time step.</summary>
    [Fact]
    public void Codes_are_those_of_RFC_4226() => Assert.Equal(
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"],
        Enumerable.Range(0, 10).Select(counter => TimeCode.At(Key, At(counter * 30))));

    [Theory]
    [InlineData(-31, false), InlineData(-30, true), InlineData(0, true), InlineData(30, true), InlineData(60, false)]
    public void A_clock_may_be_one_step_off(int seconds, bool accepted) =>
        Assert.Equal(accepted, TimeCode.TryVerify(Key, TimeCode.At(Key, At(1111111110 + seconds)), At(1111111110), 0, out _));

    [Fact]
    public void No_code_is_accepted_twice_nor_one_before_it()
    {
        var now = At(1111111110);
        Assert.True(TimeCode.TryVerify(Key, TimeCode.At(Key, now), now, 0, out var step));
        Assert.False(TimeCode.TryVerify(Key, TimeCode.At(Key, now), now, step, out _));
        Assert.False(TimeCode.TryVerify(Key, TimeCode.At(Key, now.AddSeconds(-30)), now, step, out _));
        Assert.True(TimeCode.TryVerify(Key, TimeCode.At(Key, now.AddSeconds(30)), now, step, out _));
    }

    [Theory]
    [InlineData("{0}"), InlineData(" {0} ")]
    public void A_code_may_be_typed_in_any_digits_and_with_spaces(string pattern)
    {
        var code = TimeCode.At(Key, At(59));
        Assert.True(TimeCode.TryVerify(Key, pattern.Replace("{0}", Digits.ToPersian(code[..3] + " " + code[3..]), StringComparison.Ordinal), At(59), 0, out _));
    }

    [Theory, InlineData(""), InlineData("28708"), InlineData("2870821"), InlineData("abcdef"), InlineData("۲۸۷۰۸٣x")]
    public void Anything_else_is_refused(string typed) => Assert.False(TimeCode.TryVerify(Key, typed, At(59), 0, out _));

    [Fact]
    public void An_app_reads_the_key_with_its_names()
    {
        Assert.Equal("otpauth://totp/Service%20Academy:mina%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Service%20Academy", TimeCode.Uri(Key, "Service Academy", "mina@example.org"));
        Assert.Equal("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", TimeCode.Readable(Key));
    }

    [Fact]
    public void Recovery_codes_are_compared_as_people_type_them()
    {
        var (person, salt) = (Guid.NewGuid(), new byte[RecoveryCode.SaltLength]);
        Assert.Equal(Hash("kf7m-2hqp-9xwt"), Hash(" KF۷M 2hqp–9xwt "));
        Assert.NotEqual(Hash("kf7m-2hqp-9xwt"), Hash("kf7m-2hqp-9xwz"));
        Assert.Equal(RecoveryCode.Count, Enumerable.Range(0, RecoveryCode.Count).Select(_ => RecoveryCode.Create()).Distinct().Count());

        byte[] Hash(string code) => RecoveryCode.HashOf(person, code, salt, 10);
    }

    [Fact]
    public void A_set_of_recovery_codes_has_a_random_salt_and_as_many_rounds_as_a_password()
    {
        var person = Guid.NewGuid();
        var (set, codes) = RecoveryCode.CreateSet(person);
        var (other, _) = RecoveryCode.CreateSet(person);

        Assert.Equal(RecoveryCode.Count, codes.Distinct().Count());
        Assert.Equal((RecoveryCode.SaltLength, PasswordHashing.Iterations), (set[0].Salt.Length, set[0].Iterations));
        Assert.All(set, c => Assert.Equal(set[0].Salt, c.Salt));
        Assert.NotEqual(set[0].Salt, other[0].Salt);
        Assert.Equal(set[0].Hash, RecoveryCode.HashOf(person, codes[0], set[0].Salt, set[0].Iterations));
        // Those of before are salted with the person's id.
        Assert.NotEqual(RecoveryCode.HashOf(person, codes[0], [], 10), RecoveryCode.HashOf(Guid.NewGuid(), codes[0], [], 10));
    }

    private static DateTime At(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);
}
