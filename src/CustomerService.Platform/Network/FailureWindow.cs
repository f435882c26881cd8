namespace CustomerService.Platform.Network;

/// <summary>
/// Counts failures by key in this process, and closes a key for which too many came within a window that its first failure opens.
/// Successes are never counted. Full, it forgets the oldest keys first: an attacker can make it forget, but not let it grow.
/// </summary>
/// <param name="limit">The failure with which the key closes.</param>
/// <param name="window">Counted from the key's first failure; a closed key opens at its end.</param>
/// <param name="closesFor">How long a key stays closed, counted from the failure that closed it; null: until the window's end.</param>
public sealed class FailureWindow(TimeProvider clock, int limit, TimeSpan window, TimeSpan? closesFor = null)
{
    private const int MaxKeys = 50_000;

    private readonly Dictionary<string, (int Count, DateTime EndsAtUtc)> _counts = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>How many keys are remembered.</summary>
    public int Keys
    {
        get
        {
            lock (_lock)
            {
                return _counts.Count;
            }
        }
    }

    /// <returns>When the key opens again; null where it is open.</returns>
    public DateTime? ClosedUntilUtc(string key)
    {
        lock (_lock)
        {
            return _counts.TryGetValue(key, out var entry) && entry.Count >= limit && entry.EndsAtUtc > clock.UtcNow() ? entry.EndsAtUtc : null;
        }
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>When the key opens again; null where it is still open.</returns>
    public DateTime? Count(string key)
    {
        var now = clock.UtcNow();
        lock (_lock)
        {
            if (!_counts.TryGetValue(key, out var entry) || entry.EndsAtUtc <= now)
            {
                entry = (0, now + window);
                MakeRoom(now);
            }
            else if (entry.Count >= limit)
            {
                return entry.EndsAtUtc;
            }

            entry.Count++;
            if (entry.Count >= limit && closesFor is { } closed)
            {
                entry.EndsAtUtc = now + closed;
            }

            _counts[key] = entry;
            return entry.Count >= limit ? entry.EndsAtUtc : null;
        }
    }

    private void MakeRoom(DateTime now)
    {
        if (_counts.Count < MaxKeys)
        {
            return;
        }

        foreach (var (key, _) in _counts.Where(c => c.Value.EndsAtUtc <= now).ToList())
        {
            _counts.Remove(key);
        }

        foreach (var (key, _) in _counts.OrderBy(c => c.Value.EndsAtUtc).Take(Math.Max(0, _counts.Count - (MaxKeys / 2))).ToList())
        {
            _counts.Remove(key);
        }
    }
}
