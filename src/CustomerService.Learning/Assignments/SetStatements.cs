using System.Data;
using System.Globalization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CustomerService.Learning.Assignments;

/// <summary>Statements that add a row for each person whom a query finds: EF Core has no INSERT … SELECT.</summary>
internal static class SetStatements
{
    /// <summary>A random id for each row, as EF stores it.</summary>
    public static string NewId(AppDbContext db) =>
        db.Database.IsNpgsql() ? "gen_random_uuid()"
        : db.Database.IsSqlServer() ? "NEWID()"
        : "hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-A' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))";

    /// <summary>Adds a row for each id of a query, in the current transaction.</summary>
    /// <param name="personIds">The ids of <see cref="People.Rules.Person"/>s, as its only column.</param>
    /// <param name="table">The table, which has the columns <c>Id</c> and <c>PersonId</c>.</param>
    /// <param name="values">The other columns, the same in each row; null is left out.</param>
    /// <returns>How many rows.</returns>
    public static async Task<int> InsertForEachAsync(
        this AppDbContext db, IQueryable<Guid> personIds, string table, IReadOnlyList<(string Column, object? Value)> values, CancellationToken cancellationToken)
    {
        // The query's own command, with its parameters: what is previewed is what is added.
        await using var command = personIds.CreateDbCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var columns = new List<string>();
        var places = new List<string>();
        foreach (var (column, value) in values)
        {
            if (value is null)
            {
                continue;
            }

            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@column{columns.Count}");
            parameter.Value = value;
            if (value is DateTime && db.Database.IsSqlServer())
            {
                // Otherwise it is rounded to the type of old.
                parameter.DbType = DbType.DateTime2;
            }

            command.Parameters.Add(parameter);
            columns.Add($", \"{column}\"");
            places.Add($", {parameter.ParameterName}");
        }

        command.CommandText = $"""
            INSERT INTO "{table}" ("Id", "PersonId"{string.Concat(columns)})
            SELECT {NewId(db)}, found."Id"{string.Concat(places)}
            FROM ({command.CommandText}) AS found
            """;
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
