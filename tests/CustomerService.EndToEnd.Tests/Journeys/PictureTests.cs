using CustomerService.EndToEnd.Tests.Browsing;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Ui.Preferences;

namespace CustomerService.EndToEnd.Tests.Journeys;

/// <summary>The pictures of README, made anew where <c>UPDATE_PICTURES=1</c>; otherwise each of their pages must still open.</summary>
public sealed class PictureTests(RunningAcademy academy)
{
    [Theory]
    [InlineData("my-learning", "sara", "/learning", true, Language.Persian, Theme.Light)]
    [InlineData("lesson", "sara", "/courses/C03/lessons/L2", false, Language.Persian, Theme.Light)]
    [InlineData("quiz", "sara", "/courses/C03", true, Language.English, Theme.Dark)]
    [InlineData("certificate-fa", "sara", "certificate", false, Language.Persian, Theme.Light)]
    [InlineData("matrix", "mina", "/office/matrix", false, Language.Persian, Theme.Light)]
    public async Task A_page_for_readers_of_README(string name, string userName, string address, bool phone, Language language, Theme theme)
    {
        if (address == "certificate")
        {
            address = $"/certificates/{(await academy.Learners.NewestCertificateAsync(await academy.Learners.IdOfAsync(userName))).Id}";
        }

        await using var window = await academy.OpenAsync(userName, phone ? Device.Phone : Device.Desktop, language, theme);
        var response = await window.GoAsync(address);

        Assert.Equal(200, response!.Status);
        if (Environment.GetEnvironmentVariable("UPDATE_PICTURES") == "1")
        {
            Directory.CreateDirectory(Repository.PathOf("docs", "pictures"));
            await window.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs", "pictures", $"{name}.png") });
        }
    }
}
