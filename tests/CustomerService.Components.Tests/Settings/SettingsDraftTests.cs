using System.ComponentModel.DataAnnotations;
using Bunit;
using CustomerService.Components.Tests.Office;
using CustomerService.People.Access;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Controls;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Components.Tests.Settings;

/// <summary>The form of a section of settings.</summary>
public sealed class SettingsDraftTests
{
    private static readonly string[] NameKeys = [AcademyKeys.NameFa.Name, AcademyKeys.NameEn.Name, AcademyKeys.Logo.Name, AcademyKeys.Accent.Name];

    [Fact]
    public void What_is_typed_is_a_change_until_it_is_as_it_was()
    {
        var draft = Draft();
        var model = (AcademyForm)draft.Model;
        Assert.False(draft.IsChanged);

        model.NameEn = "Another";
        Assert.Equal("Another", Assert.Single(draft.Differences).Typed);
        // Empty means the delivered value, which holds.
        model.NameEn = " ";
        Assert.False(draft.IsChanged);

        model.Accent = "#1d4ed8";
        var stored = View(2, ("Academy:Name:En", "Theirs"));
        draft.Rebase(stored);
        Assert.Equal("#1d4ed8", ((AcademyForm)draft.Model).Accent);
        Assert.Equal(2, draft.View.Version);
        draft.Fill(stored);
        Assert.False(draft.IsChanged);
    }

    [Theory]
    [InlineData("", "", "", 2)]
    [InlineData("آکادمی 😀", "Academy", "", 1)]
    [InlineData("آکادمی", "Academy", "#ffd400", 1)]
    [InlineData("آکادمی", "Academy", "blue", 1)]
    [InlineData("آکادمی", "Academy", "#7a1f5c", 0)]
    public void Bad_input_gets_a_message_at_its_field(string nameFa, string nameEn, string accent, int expected)
    {
        var form = new AcademyForm { NameFa = nameFa, NameEn = nameEn, Accent = accent };
        var wrong = new List<ValidationResult>();

        Validator.TryValidateObject(form, new ValidationContext(form), wrong, validateAllProperties: true);

        Assert.Equal(expected, wrong.Count);
        Assert.All(wrong, w => Assert.NotEmpty(w.MemberNames));
    }

    [Theory]
    [InlineData(Language.Persian, "گردانندهٔ سرور")]
    [InlineData(Language.English, "operator of the server")]
    public async Task What_the_operator_sets_is_shown_and_cannot_be_typed(Language language, string expected)
    {
        await using var reading = new OfficeReading(language, s => s.AddSingleton(TimeProvider.System));
        var draft = Draft(View(0, ("Academy:Name:En", "Operated")) with { SetByOperator = new HashSet<string> { AcademyKeys.NameEn.Name } });

        var fields = reading.Context.Render<EditForm>(p => p.Add(f => f.EditContext, draft.Form).Add<AcademyFields, EditContext>(f => f.ChildContent, _ => inner => inner.Add(a => a.Draft, draft)));

        var english = fields.Find("#NameEn");
        Assert.Equal("Operated", english.GetAttribute("value"));
        Assert.True(english.HasAttribute("disabled"));
        Assert.Contains(expected, fields.Find("#NameEn-hint").TextContent, StringComparison.Ordinal);
        Assert.False(fields.Find("#NameFa").HasAttribute("disabled"));
    }

    /// <summary>A chosen picture is shown before it is stored.</summary>
    [Fact]
    public async Task A_chosen_logo_is_shown_at_once_and_can_be_removed()
    {
        await using var reading = new OfficeReading(add: s => s.AddSingleton(TimeProvider.System));
        var draft = Draft();
        var model = (AcademyForm)draft.Model;
        var png = TestKit.Pictures.Png(30, 20);
        var fields = reading.Context.Render<EditForm>(p => p.Add(f => f.EditContext, draft.Form).Add<AcademyFields, EditContext>(f => f.ChildContent, _ => inner => inner.Add(a => a.Draft, draft)));

        fields.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(png, "logo.png"));

        fields.WaitForAssertion(() => Assert.StartsWith("data:image/png;base64,", fields.Find(".settings-picture img").GetAttribute("src"), StringComparison.Ordinal));
        Assert.Equal(StoredImage.HashOf(png), model.Logo);
        Assert.Equal([png], model.NewPictures());

        await fields.Find(".settings-picture-shown button").ClickAsync(new MouseEventArgs());
        Assert.Empty(fields.FindAll(".settings-picture img"));
        Assert.Empty(model.NewPictures());
    }

    private static SettingsDraft Draft(SettingsView? view = null) => new(
        new(new SettingsSection("academy", [AcademyKeys.NameFa, AcademyKeys.NameEn, AcademyKeys.Logo, AcademyKeys.Accent]), () => "Name", () => "Lede", IconName.Building, 1, SettingsAccess.Everything, () => new AcademyForm(), typeof(AcademyFields)),
        view ?? View(1));

    private static SettingsView View(int version, params (string Key, string Value)[] values) =>
        new(version, NameKeys.ToDictionary(k => k, k => values.FirstOrDefault(v => v.Key == k).Value ?? (k.EndsWith("Fa", StringComparison.Ordinal) ? AcademyProfile.Unnamed.Fa : k.EndsWith("En", StringComparison.Ordinal) ? AcademyProfile.Unnamed.En : "")), new HashSet<string>(), new HashSet<string>());
}
