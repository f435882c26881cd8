using Microsoft.Data.Sqlite;

namespace CustomerService.Benchmarks;

/// <summary>Baseline for saving: one row, one durable commit, on its own SQLite file, with as many connections as clients.</summary>
internal sealed class BareCommits : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bare-").FullName;
    private readonly SqliteConnection[] _connections;

    public BareCommits(int clients)
    {
        _connections = [.. Enumerable.Range(0, clients).Select(_ => Open())];
        Run(_connections[0], "PRAGMA journal_mode=WAL");
        Run(_connections[0], "CREATE TABLE Answers (Id INTEGER PRIMARY KEY, Text TEXT NOT NULL)");
    }

    public Task<bool> CommitAsync(int client)
    {
        Run(_connections[client], "INSERT INTO Answers (Text) VALUES ('{\"type\":\"choice\",\"optionIds\":[\"a\"]}')");
        return Task.FromResult(true);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "bare.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA busy_timeout=15000; PRAGMA synchronous=FULL");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the texts are the constants above
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
