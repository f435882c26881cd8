namespace CustomerService.TestKit;

/// <summary>
/// A clock that moves only when told. Timers made from it fire while <see cref="Advance"/> passes their due times, in order,
/// on the caller's thread. It begins at noon of 30 Aban 1405 (21 November 2026) in Tehran.
/// </summary>
public sealed class FakeClock(DateTimeOffset startUtc) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private DateTimeOffset _nowUtc = startUtc.ToUniversalTime();

    public FakeClock()
        : this(new DateTimeOffset(2026, 11, 21, 8, 30, 0, TimeSpan.Zero))
    {
    }

    public DateTime NowUtc => GetUtcNow().UtcDateTime;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _nowUtc;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public FakeClock Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        return MoveTo(GetUtcNow() + by);
    }

    public FakeClock AdvanceDays(double days) => Advance(TimeSpan.FromDays(days));

    /// <summary>Moves the clock forward to an instant.</summary>
    public FakeClock MoveTo(DateTimeOffset instant)
    {
        while (NextDue(instant) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(instant, _nowUtc);
            _nowUtc = instant.ToUniversalTime();
        }

        return this;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private FakeTimer? NextDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.DueUtc <= until).MinBy(timer => timer.DueUtc);
            if (next is not null)
            {
                _nowUtc = next.DueUtc!.Value > _nowUtc ? next.DueUtc.Value : _nowUtc;
                next.Rearm();
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeClock clock, Action callback) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset? DueUtc { get; private set; }

        public void Fire() => callback();

        public void Rearm() => DueUtc = _period > TimeSpan.Zero ? DueUtc + _period : null;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _period = period;
                DueUtc = dueTime == Timeout.InfiniteTimeSpan ? null : clock._nowUtc + dueTime;
                clock._timers.Remove(this);
                clock._timers.Add(this);
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
