using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CustomerService.Platform.Persistence;

/// <summary>What an exception says about the database.</summary>
public static class DatabaseFailures
{
    /// <summary>Whether it failed because the database cannot be reached or written at present, not because of what it was asked.</summary>
    public static bool MeansAway(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            var away = failure switch
            {
                RetryLimitExceededException => true,
                PostgresException postgreSql => postgreSql.IsTransient,
                NpgsqlException => true,
                SqlException sqlServer => sqlServer.Number is -2 or -1 or 2 or 20 or 53 or 64 or 233 or 258 or 4060 or 10053 or 10054 or 10060 or 10061 or 11001 or 40613,
                // Busy, locked, read-only, an I/O error, full, cannot open.
                SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 8 or 10 or 13 or 14,
                _ => false,
            };
            if (away)
            {
                return true;
            }
        }

        return false;
    }
}
