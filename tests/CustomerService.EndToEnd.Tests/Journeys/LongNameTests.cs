using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>A long name on the certificate's page, on the screen and as the reader's own browser prints it. (The PDF: App tests.)</summary>
public sealed class LongNameTests(RunningAcademy academy)
{
    /// <summary>The size classes with what each may have to hold: the longest name of a size, and words without a place to break.</summary>
    private static readonly (string Size, string Name)[] Names =
    [
        ("", new string('W', 19)), ("", new string('م', 34)), (" is-long", new string('M', 25)),
        (" is-longer", new string('س', 69)), (" is-longest", new string('n', 175)), (" is-longest", new string('W', 201)),
    ];

    [Theory]
    [InlineData(false, Language.Persian)]
    [InlineData(true, Language.English)]
    public async Task It_stays_inside_the_frame(bool phone, Language language)
    {
        var certificate = await academy.Learners.NewestCertificateAsync(await academy.Learners.IdOfAsync("sara"));
        await using var window = await academy.OpenAsync("sara", phone ? Device.Phone : Device.Desktop, language);
        await window.GoAsync($"/certificates/{certificate.Id}?language={language.Code()}");
        foreach (var media in new[] { Microsoft.Playwright.Media.Screen, Microsoft.Playwright.Media.Print })
        {
            await window.Page.EmulateMediaAsync(new() { Media = media });
            foreach (var (size, name) in Names)
            {
                var outside = await window.Page.EvaluateAsync<double>(
                    """
                    ([size, text]) => {
                        const name = document.querySelector('.certificate-name');
                        name.className = 'certificate-name' + size;
                        name.textContent = text;
                        const words = document.createRange();
                        words.selectNodeContents(name);
                        const sheet = document.querySelector('.certificate-sheet').getBoundingClientRect();
                        return Math.max(...Array.from(words.getClientRects(), line => Math.max(sheet.left - line.left, line.right - sheet.right)));
                    }
                    """, new[] { size, name });
                Assert.True(outside < 1, $"{media}: a name of {name.Length} letters reaches {outside} pixels out of the frame.");
            }
        }
    }
}
