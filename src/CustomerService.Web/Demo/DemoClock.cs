namespace CustomerService.Web.Demo;

/// <summary>A settable clock for the use cases that create the demonstration's past.</summary>
internal sealed class DemoClock(DateTime nowUtc) : TimeProvider
{
    private DateTimeOffset _now = new(nowUtc, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTime utc) => _now = new DateTimeOffset(utc, TimeSpan.Zero);

    public void Advance(TimeSpan by) => _now += by;
}
