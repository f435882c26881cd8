using System.ComponentModel.DataAnnotations;
using Bunit;
using CustomerService.Components.Tests.Office;
using CustomerService.Learning.Deadlines;
using CustomerService.People.Access;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Controls;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;

namespace CustomerService.Components.Tests.Settings;

/// <summary>The inputs of single sections.</summary>
public sealed class SectionFieldsTests
{
    private static readonly Dictionary<string, string> Delivered = new() { ["Learning:RequiredWithinDays"] = "60", ["Learning:RenewalWithinDays"] = "60", ["Holidays:Weekend"] = "Friday", ["Holidays:Days"] = "1405/01/13 x" };

    [Fact]
    public async Task The_fixed_holidays_of_a_country_are_added_once_and_make_the_form_changed()
    {
        await using var reading = new OfficeReading(Language.Persian);
        var draft = Draft();
        var told = 0;
        draft.Form.OnFieldChanged += (_, _) => told++;
        var fields = reading.Context.Render<EditForm>(p => p.Add(f => f.EditContext, draft.Form).Add<DeadlinesFields, EditContext>(f => f.ChildContent, _ => inner => inner.Add(a => a.Draft, draft)));
        Assert.Equal("۶۰", fields.Find("#RequiredWithinDays").GetAttribute("value"));
        Assert.True(fields.Find("#Friday").HasAttribute("checked"));

        await fields.Find("p > button").ClickAsync(new MouseEventArgs());
        await fields.Find("p > button").ClickAsync(new MouseEventArgs());

        var lines = ((DeadlinesForm)draft.Model).Holidays!.Split('\n');
        Assert.Equal(1 + HolidayList.OfIran.Count, lines.Length);
        Assert.Equal("1405/01/13 x", lines[0]);
        Assert.Contains("*/01/13 روز طبیعت", lines);
        Assert.Equal(2, told);
        Assert.True(draft.IsChanged);
    }

    [Theory]
    [InlineData("۹۰", "", false, 0)]
    [InlineData("0", "", false, 1)]
    [InlineData("many", "", false, 1)]
    [InlineData("30", "*/01/13\nsomeday", false, 1)]
    [InlineData("30", "", true, 1)]
    public void Bad_input_gets_a_message_at_its_field(string days, string holidays, bool everyDayOff, int expected)
    {
        var form = new DeadlinesForm { RequiredWithinDays = days, RenewalWithinDays = "۶۰", Holidays = holidays, Thursday = everyDayOff, Friday = everyDayOff, Saturday = everyDayOff, Sunday = everyDayOff };
        var wrong = new List<ValidationResult>();

        Validator.TryValidateObject(form, new ValidationContext(form), wrong, validateAllProperties: true);

        Assert.Equal(expected, wrong.Count);
        Assert.All(wrong, w => Assert.NotEmpty(w.MemberNames));
    }

    [Fact]
    public void A_number_is_stored_in_plain_digits()
    {
        var form = new DeadlinesForm { RequiredWithinDays = "۹۰", Friday = true, Thursday = true };

        Assert.Equal("90", form.Values()["Learning:RequiredWithinDays"]);
        Assert.Equal("Thursday,Friday", form.Values()["Holidays:Weekend"]);
    }

    private static SettingsDraft Draft() => new(
        new(new SettingsSection("deadlines", [.. Delivered.Keys.Select(k => new SettingsKey(k))]), () => "Due dates", () => "Lede", IconName.Calendar, 1, SettingsAccess.Programme, () => new DeadlinesForm(), typeof(DeadlinesFields)),
        new(1, Delivered, new HashSet<string>(), new HashSet<string>()));
}
