using CustomerService.Messages.Rules;

namespace CustomerService.Rules.Tests.Messages;

public sealed class ReminderDaysTests
{
    [Theory]
    [InlineData("14, 3, 0", "14, 3, 0")]
    [InlineData("3،۱۴، ۰", "14, 3, 0")]
    [InlineData(" 7 7 14 ", "14, 7")]
    [InlineData("—", "-")]
    [InlineData("-", "-")]
    public void Days_are_read_as_people_of_both_languages_write_them(string typed, string stored)
    {
        Assert.True(ReminderDays.TryRead(typed, 0, out _));
        Assert.Equal(stored, ReminderDays.Stored(typed, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-3")]
    [InlineData("91")]
    [InlineData("1,2,3,4,5,6")]
    [InlineData("3, often")]
    public void What_is_no_list_of_days_is_refused_and_stays_as_it_was_typed(string? typed)
    {
        Assert.False(ReminderDays.TryRead(typed, 0, out _));
        Assert.Equal(typed, ReminderDays.Stored(typed, 0));
    }

    [Fact]
    public void The_due_date_itself_is_not_after_it() => Assert.False(ReminderDays.TryRead("0, 7", 1, out _));
}
