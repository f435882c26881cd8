using System.Collections;
using System.Globalization;
using System.Resources;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Localization;
using CustomerService.Ui.Office.Text;
using MudBlazor;

namespace CustomerService.Components.Tests.Office;

/// <summary>Every word of MudBlazor that can be seen or heard is ours, in both languages.</summary>
public sealed class OfficeLocalizationTests
{
    [Theory]
    [InlineData(Language.Persian)]
    [InlineData(Language.English)]
    public void Every_word_of_the_package_has_a_text(Language language)
    {
        var ours = PackageText.ResourceManager.GetResourceSet(language == Language.English ? CultureInfo.InvariantCulture : language.Culture(), createIfNotExists: true, tryParents: false)!;
        var missing = Keys().Where(key => ours.GetString(OfficeLocalization.KeyOf(key)) is null);

        Assert.Empty(missing);
    }

    [Fact]
    public void No_text_is_left_of_a_word_that_the_package_no_longer_has()
    {
        var theirs = Keys().Select(OfficeLocalization.KeyOf).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(theirs.Count, Keys().Count);

        var ours = PackageText.ResourceManager.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!;
        Assert.Empty(ours.Cast<DictionaryEntry>().Select(e => (string)e.Key).Except(theirs));
    }

    [Theory]
    [InlineData(Language.Persian, "صفحهٔ ۳")]
    [InlineData(Language.English, "Page 3")]
    public async Task Numbers_are_written_as_the_reader_writes_them(Language language, string expected)
    {
        await using var reading = new OfficeReading(language);

        Assert.Equal(expected, new OfficeLocalization().Handle("MudPagination_PageIndex", 3).Value);
    }

    /// <summary>The keys of the package's own resource.</summary>
    private static List<string> Keys()
    {
        var resource = new ResourceManager("MudBlazor.Resources.LanguageResource", typeof(MudButton).Assembly);
        return [.. resource.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>().Select(e => (string)e.Key)];
    }
}
