using System.Collections;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CustomerService.Platform.Data;

/// <summary>
/// A read that a page makes at every opening. The framework translates it once for each connection; from then on the statement stays there
/// (with SQLite it stays compiled), and the rows are read by hand. (The framework itself prepares a statement, builds its parameters and makes the
/// delegates of its reader anew at each execution, which costs more than a small read does.) Interceptors are not told of it; the
/// counter <see cref="PreparedReads.CounterName"/> is.
/// </summary>
/// <remarks>Values asked for must be stored as they are in C#: ids, texts, instants, numbers. The same goes for the columns.</remarks>
/// <typeparam name="TRow">What is made of a row.</typeparam>
public sealed class PreparedQuery<TRow>
{
    private readonly object[] samples;
    private readonly Func<AppDbContext, object[], IQueryable> query;
    private readonly Func<DbDataReader, TRow> read;
    private readonly ConditionalWeakTable<DbConnection, Statement> statements = [];

    /// <param name="samples">Any values of the kinds that are asked for, all different: the query is translated with them, and each parameter
    /// of the statement is recognised by its sample.</param>
    /// <param name="query">The query for values like the samples. Its projection gives the columns, in order.</param>
    /// <param name="read">Makes something of a row, by the columns' positions.</param>
    public PreparedQuery(object[] samples, Func<AppDbContext, object[], IQueryable> query, Func<DbDataReader, TRow> read)
    {
        this.samples = samples;
        this.query = query;
        this.read = read;
    }

    /// <param name="values">As many as there are samples, in their order.</param>
    public async Task<List<TRow>> ReadAsync(AppDbContext db, object[] values, CancellationToken cancellation = default)
    {
        if (values.Length != samples.Length)
        {
            throw new ArgumentException($"The query asks for {samples.Length} values.", nameof(values));
        }

        var strategy = db.Database.CreateExecutionStrategy();
        return strategy.RetriesOnFailure
            ? await strategy.ExecuteAsync(token => ReadOnceAsync(db, values, token), cancellation)
            : await ReadOnceAsync(db, values, cancellation);
    }

    private async Task<List<TRow>> ReadOnceAsync(AppDbContext db, object[] values, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var connection = db.Database.GetDbConnection();
            PreparedReads.Count(connection);
            if (!statements.TryGetValue(connection, out var statement))
            {
                statement = Prepare(db);
                statements.AddOrUpdate(connection, statement);
            }

            statement.Command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            for (var i = 0; i < statement.ValueOf.Count; i++)
            {
                statement.Command.Parameters[i].Value = statement.ValueOf[i](values);
            }

            var rows = new List<TRow>();
            await using var reader = await statement.Command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private Statement Prepare(AppDbContext db)
    {
        var command = query(db, samples).CreateDbCommand();
        return new(command, [.. command.Parameters.Cast<DbParameter>().Select(ValueOf)]);
    }

    /// <summary>Where a parameter's value comes from. Of a list some databases take each element for a parameter, others the list as an array.</summary>
    private Func<object[], object> ValueOf(DbParameter parameter)
    {
        var place = Array.IndexOf(samples, parameter.Value);
        if (place >= 0)
        {
            return values => values[place];
        }

        int[] places = parameter.Value is IEnumerable list ? [.. list.Cast<object>().Select(element => Array.IndexOf(samples, element))] : [];
        if (places.Length == 0 || places.Contains(-1))
        {
            throw new InvalidOperationException($"Parameter {parameter.ParameterName} is none of the samples, so it could not follow the values asked for.");
        }

        var kind = samples[places[0]].GetType();
        return values =>
        {
            var array = Array.CreateInstance(kind, places.Length);
            for (var i = 0; i < places.Length; i++)
            {
                array.SetValue(values[places[i]], i);
            }

            return array;
        };
    }

    /// <param name="ValueOf">For each parameter, its value among those asked for.</param>
    private sealed record Statement(DbCommand Command, IReadOnlyList<Func<object[], object>> ValueOf);
}
