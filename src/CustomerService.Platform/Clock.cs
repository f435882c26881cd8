namespace CustomerService.Platform;

public static class Clock
{
    /// <summary>The instant now, as a UTC <see cref="DateTime"/>: what SQLite can order and every provider stores.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
