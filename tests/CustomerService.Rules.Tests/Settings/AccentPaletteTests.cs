using CustomerService.Platform.Settings;

namespace CustomerService.Rules.Tests.Settings;

public sealed class AccentPaletteTests
{
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    [InlineData("#0b6e69", "#ffffff", 6.09)]
    public void Contrast_is_that_of_the_standard(string one, string other, double expected)
    {
        Assert.True(Colour.TryParse(one, out var first));
        Assert.True(Colour.TryParse(other, out var second));

        Assert.Equal(expected, Colour.Contrast(first, second), 2);
        Assert.Equal(expected, Colour.Contrast(second, first), 2);
    }

    [Theory]
    [InlineData("#0b6e69"), InlineData("#7a1f5c"), InlineData("#1d4ed8"), InlineData("#000000"), InlineData("#8a1c1c")]
    public void A_dark_colour_can_be_read_in_both_themes(string text) => Assert.True(AccentPalette.Of(text)!.IsReadable);

    [Theory]
    [InlineData("#ffffff"), InlineData("#ffd400"), InlineData("#8fd3f4"), InlineData("#808080"), InlineData("#00a000")]
    public void A_light_colour_is_refused(string text) => Assert.False(AccentPalette.Of(text)!.IsReadable);

    [Theory]
    [InlineData(""), InlineData("red"), InlineData("#12345"), InlineData("#1234567"), InlineData("#12345g"), InlineData("#۱۲۳۴۵۶"), InlineData(null)]
    public void What_is_no_colour_has_no_palette(string? text) => Assert.Null(AccentPalette.Of(text));

    /// <summary>Every colour is either refused or readable, writing and ground, in light and dark.</summary>
    [Fact]
    public void Writing_in_an_accepted_colour_has_the_contrast_that_the_standard_asks()
    {
        Colour[] dark = [new(0x0e, 0x19, 0x17), new(0x14, 0x22, 0x1f), new(0x1a, 0x2b, 0x27)];
        var accepted = 0;
        for (var n = 0; n < 4096; n++)
        {
            var palette = AccentPalette.Of($"#{(n >> 8) * 17:x2}{((n >> 4) & 15) * 17:x2}{(n & 15) * 17:x2}")!;
            if (!palette.IsReadable)
            {
                continue;
            }

            accepted++;
            Assert.All(dark.Append(palette.Dark.Soft), ground => Assert.True(Colour.Contrast(palette.Dark.Accent, ground) >= 4.5));
            Assert.True(Colour.Contrast(palette.Dark.On, palette.Dark.Accent) >= 4.5);
            Assert.True(Colour.Contrast(palette.Light.Accent, palette.Light.Soft) >= 4.5);
        }

        Assert.InRange(accepted, 500, 4000);
    }
}
