using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.People;

public sealed class UserSessionTests
{
    private static readonly DateTime Now = new(2026, 11, 21, 8, 30, 0, DateTimeKind.Utc);
    private static readonly SessionLimits Limits = new(TimeSpan.FromHours(12), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(30));

    [Theory]
    [InlineData(false, 11.9, true), InlineData(false, 12, false)]
    [InlineData(true, 24 * 13.9, true), InlineData(true, 24 * 14, false)]
    public void A_session_that_is_not_used_ends_at_its_idle_limit(bool isRemembered, double hours, bool isLive) =>
        Assert.Equal(isLive, Start(isRemembered).IsLive(Limits, Now.AddHours(hours)));

    [Fact]
    public void An_ended_session_stays_ended_and_keeps_its_first_reason()
    {
        var session = Start(false);

        Assert.True(session.End(SessionEnd.SignedOut, Now.AddHours(1)));
        Assert.False(session.End(SessionEnd.Deactivated, Now.AddHours(2)));
        Assert.Equal((SessionEnd.SignedOut, Now.AddHours(1)), (session.EndReason, session.EndedAtUtc));
        Assert.False(session.IsLive(Limits, Now.AddHours(1)));
    }

    [Fact]
    public void A_renewed_session_has_another_id_and_the_same_absolute_end_and_second_factor()
    {
        var session = Start(true);
        session.GiveSecondFactor(Now.AddMinutes(1));
        var renewed = session.Renew(Guid.CreateVersion7(), Now.AddDays(3));

        Assert.NotEqual(session.Id, renewed.Id);
        Assert.Equal(
            (session.PersonId, session.ExpiresAtUtc, session.SecondFactorAtUtc, session.IsRemembered, Now.AddDays(3)),
            (renewed.PersonId, renewed.ExpiresAtUtc, renewed.SecondFactorAtUtc, renewed.IsRemembered, renewed.LastSeenAtUtc));
        Assert.True(renewed.IsLive(Limits, Now.AddDays(16)));
        Assert.False(renewed.IsLive(Limits, Now.AddDays(30)));
    }

    private static UserSession Start(bool isRemembered) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), isRemembered, Limits, "192.0.2.7", "Firefox · Linux", Now);
}
