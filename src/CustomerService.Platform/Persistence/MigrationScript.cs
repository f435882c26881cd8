using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CustomerService.Platform.Persistence;

/// <summary>The migrations as a script, for an administrator who lets no program change tables. It may be run on an empty database and on one of any
/// earlier version: each migration asks whether it has been applied. Needs no connection.</summary>
public sealed class MigrationScript(IDbContextFactory<AppDbContext> contexts)
{
    /// <exception cref="OperatorActionRequiredException">The provider has no scripts of this kind.</exception>
    public async Task<string> WriteAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
        {
            throw new OperatorActionRequiredException("SQLite has no statements for a script that asks what has been applied: run migrate without --script.");
        }

        return Head(db) + db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);
    }

    private static string Head(AppDbContext db)
    {
        if (db.Database.IsNpgsql())
        {
            return
                """
                -- Run it with: psql -v ON_ERROR_STOP=1 -f this-file
                -- The database: CREATE DATABASE academy ENCODING 'UTF8' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';

                """;
        }

        // sqlcmd switches quoted identifiers off; indexes with a filter need them, and so do statements that name a table in double quotes.
        return
            $"""
            -- Run it with: sqlcmd -b -i this-file
            -- The database: {string.Join("; ", SqlServerState.CreationOf("academy"))};
            SET QUOTED_IDENTIFIER ON;
            SET ANSI_NULLS ON;
            SET XACT_ABORT ON;
            GO


            """;
    }
}
