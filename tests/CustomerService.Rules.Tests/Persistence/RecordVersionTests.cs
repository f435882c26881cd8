using CustomerService.Platform.Persistence;

namespace CustomerService.Rules.Tests.Persistence;

public sealed class RecordVersionTests
{
    private static readonly DateTime ReadAt = new(2026, 11, 21, 8, 30, 0, 123, DateTimeKind.Utc);

    [Fact]
    public void It_fits_the_values_it_was_made_of_and_says_when()
    {
        var version = RecordVersion.Of(ReadAt, "سارا", null, "");

        Assert.True(RecordVersion.Fits(version, "سارا", null, ""));
        Assert.Equal(ReadAt, RecordVersion.ReadAtUtc(version));
    }

    [Theory]
    [InlineData("a", "bc")]
    [InlineData("ab", "c ")]
    [InlineData("ab", null)]
    [InlineData(null, "abc")]
    public void It_fits_no_other_values(string? first, string? second) => Assert.False(RecordVersion.Fits(RecordVersion.Of(ReadAt, "ab", "c"), first, second));

    [Fact]
    public void Nothing_is_not_the_empty_text() => Assert.False(RecordVersion.Fits(RecordVersion.Of(ReadAt, (string?)null), ""));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("nonsense")]
    [InlineData("99999999999999999999-x")]
    public void A_damaged_version_fits_nothing_and_is_as_old_as_can_be(string? version)
    {
        Assert.False(RecordVersion.Fits(version, "a"));
        Assert.Equal(DateTime.UnixEpoch, RecordVersion.ReadAtUtc(version));
    }
}
