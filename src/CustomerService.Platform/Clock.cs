namespace CustomerService.Platform;

public static class Clock
{
    /// <summary>The current instant as a UTC <see cref="DateTime"/>: a type that SQLite can order and every provider stores.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;
}
