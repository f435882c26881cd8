namespace CustomerService.Web.Demo;

/// <summary>Lets the demonstration live through its past: the use cases that fill it see the instant it is set to.</summary>
internal sealed class DemoClock(DateTime nowUtc) : TimeProvider
{
    private DateTimeOffset _now = new(nowUtc, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTime utc) => _now = new DateTimeOffset(utc, TimeSpan.Zero);

    public void Advance(TimeSpan by) => _now += by;
}
