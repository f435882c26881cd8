using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;

namespace CustomerService.Platform.Data;

/// <summary>What is counted of all <see cref="PreparedQuery{TRow}"/>, and how they read columns.</summary>
public static class PreparedReads
{
    public const string MeterName = "CustomerService.Platform";

    /// <summary>Counts the reads, each with the database as <see cref="DatabaseTag"/>.</summary>
    public const string CounterName = "academy.database.prepared_reads";
    public const string DatabaseTag = "db.namespace";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Reads = Meter.CreateCounter<long>(CounterName, "{read}", "Reads by prepared statements");

    internal static void Count(DbConnection connection)
    {
        if (Reads.Enabled)
        {
            Reads.Add(1, new KeyValuePair<string, object?>(DatabaseTag, NameOf(connection)));
        }
    }

    /// <summary>The database as the counter names it.</summary>
    public static string NameOf(DbConnection connection) => $"{connection.DataSource}/{connection.Database}";

    /// <summary>An instant; every stored one is UTC.</summary>
    public static DateTime Utc(this DbDataReader row, int column) =>
        row is SqliteDataReader && InstantText.TryRead(row.GetString(column), out var instant) ? instant : DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    /// <summary>One of the names of an enumeration.</summary>
    public static TEnum Choice<TEnum>(this DbDataReader row, int column) where TEnum : struct, Enum => Enum.Parse<TEnum>(row.GetString(column));

    public static Guid? GuidOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    public static DateTime? UtcOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Utc(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static bool? YesOrNoOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    public static int? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
}
