using System.ComponentModel.DataAnnotations;
using CustomerService.Messages.Reminders;

namespace CustomerService.Rules.Tests.Messages;

public sealed class ReminderFormTests
{
    [Theory]
    [InlineData("۱۴، ۳", "7", "7", "9", null)]
    [InlineData("-", "-", "-", "0", null)]
    [InlineData("", "", "", "8", null)]
    [InlineData("soon", "7", "7", "9", nameof(ReminderForm.Before))]
    [InlineData("3", "0", "7", "9", nameof(ReminderForm.After))]
    [InlineData("3", "7", "7, 14", "9", nameof(ReminderForm.EscalateAfter))]
    [InlineData("3", "7", "7", "24", nameof(ReminderForm.Hour))]
    public void Bad_input_gets_a_message_at_its_field(string before, string after, string escalate, string hour, string? field)
    {
        var form = new ReminderForm { Before = before, After = after, EscalateAfter = escalate, Hour = hour };
        var wrong = new List<ValidationResult>();

        Validator.TryValidateObject(form, new ValidationContext(form), wrong, validateAllProperties: true);

        Assert.Equal(field, wrong.SelectMany(w => w.MemberNames).SingleOrDefault());
    }

    [Fact]
    public void Days_are_stored_in_plain_digits_and_one_order()
    {
        var form = new ReminderForm { Before = "۳، ۱۴", After = "—", EscalateAfter = "۷", Hour = "۸" };

        Assert.Equal(["14, 3", "-", "7", "8"], form.Fields.Select(f => f.Value));
    }
}
