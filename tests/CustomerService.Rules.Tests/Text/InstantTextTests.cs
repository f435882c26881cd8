using System.Globalization;
using CustomerService.Platform.Data;

namespace CustomerService.Rules.Tests.Text;

public sealed class InstantTextTests
{
    [Theory]
    [InlineData("2026-11-22 08:30:05", 2026, 11, 22, 8, 30, 5, 0)]
    [InlineData("2026-11-22 08:30:05.1", 2026, 11, 22, 8, 30, 5, 1_000_000)]
    [InlineData("2026-11-22 08:30:05.0000001", 2026, 11, 22, 8, 30, 5, 1)]
    [InlineData("2024-02-29 23:59:59.9999999", 2024, 2, 29, 23, 59, 59, 9_999_999)]
    [InlineData("0001-01-01 00:00:00", 1, 1, 1, 0, 0, 0, 0)]
    public void An_instant_is_read_to_the_tick(string text, int year, int month, int day, int hour, int minute, int second, long ticks)
    {
        Assert.True(InstantText.TryRead(text, out var instant));
        Assert.Equal(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks), instant);
        Assert.Equal(DateTimeKind.Utc, instant.Kind);
    }

    [Fact]
    public void Whatever_SQLite_is_given_comes_back()
    {
        var random = new Random(19);
        for (var i = 0; i < 2000; i++)
        {
            var instant = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), DateTimeKind.Utc);
            Assert.True(InstantText.TryRead(instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture), out var read));
            Assert.Equal(instant, read);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T08:30:05")]
    [InlineData("2026-11-22 08:30:05Z")]
    [InlineData("2026-11-22 08:30:05.12345678")]
    [InlineData("2026-02-30 08:30:05")]
    [InlineData("2026-13-01 08:30:05")]
    [InlineData("2026-11-22 24:00:00")]
    [InlineData("2026-11-22 08:60:05")]
    [InlineData("2026-11-22 08:30:60")]
    [InlineData("2026-11-22 08:30:05.12a")]
    [InlineData("۲۰۲۶-11-22 08:30:05")]
    [InlineData("2461367.85")]
    public void Any_other_form_is_left_to_the_general_parser(string text) => Assert.False(InstantText.TryRead(text, out _));
}
