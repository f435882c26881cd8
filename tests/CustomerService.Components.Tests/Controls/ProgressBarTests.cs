using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Controls;

namespace CustomerService.Components.Tests.Controls;

public sealed class ProgressBarTests
{
    [Theory]
    [InlineData(Language.Persian, 0.84, "84", "۸۴\u200F٪"), InlineData(Language.English, 0.84, "84", "84%")]
    [InlineData(Language.English, 1.7, "100", "100%"), InlineData(Language.English, -1, "0", "0%")]
    public void Shows_the_share_to_readers_and_keeps_ASCII_in_the_attribute(Language language, double value, string attribute, string shown)
    {
        using var reading = new ReadAs(language);
        var bar = reading.Context.Render<ProgressBar>(parameters => parameters
            .Add(bar => bar.Value, (decimal)value).Add(bar => bar.Label, "C03").Add(bar => bar.Words, true));

        Assert.Equal(attribute, bar.Find("progress").GetAttribute("value"));
        Assert.Equal("C03", bar.Find("progress").GetAttribute("aria-label"));
        Assert.Equal(shown, bar.Find("span").TextContent);
    }
}
