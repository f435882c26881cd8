using System.Runtime.Versioning;
using CustomerService.Web.Commands;
using Microsoft.Data.Sqlite;

namespace CustomerService.App.Tests.Hosting;

/// <summary><c>backup</c> and <c>restore</c> on a real file.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("backup-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_copy_made_while_the_database_is_open_brings_back_what_was_in_it()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        await using (var open = await OpenAsync())
        {
            await ExecuteAsync(open, "CREATE TABLE Kept (Word TEXT); INSERT INTO Kept VALUES ('before')");
            Assert.Equal(0, await RunAsync("backup", "--to", Copies, "--keep-days", "30"));
            await ExecuteAsync(open, "UPDATE Kept SET Word = 'after'");

            // The academy, or anybody, has the file open.
            Assert.Equal(1, await RunAsync("restore", "--from", Copy));
        }

        Assert.Equal(0, await RunAsync("restore", "--from", Copy));
        Assert.Equal("before", await WordAsync(Database));
        Assert.Equal("after", await WordAsync(Directory.GetFiles(Path.GetDirectoryName(Database)!, "academy.db.replaced-*").Single()));
        Assert.Equal(0, await RunAsync("migrate"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_reads_the_database_or_a_copy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such rights.");
        Assert.Equal(0, await RunAsync("migrate"));
        Assert.Equal(0, await RunAsync("backup", "--to", Copies));

        Assert.All([Database, Copy], file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All([Path.GetDirectoryName(Database)!, Copies], folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));

        // A file of an earlier version is closed at the next start.
        File.SetUnixFileMode(Database, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        Assert.Equal(0, await RunAsync("migrate"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Database));
    }

    [Fact]
    public async Task What_is_no_sound_copy_of_an_academy_changes_nothing()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        await using (var database = await OpenAsync())
        {
            await ExecuteAsync(database, "CREATE TABLE Kept (Word TEXT); INSERT INTO Kept VALUES ('here')");
        }

        var text = Path.Combine(_folder, "text.db");
        await File.WriteAllTextAsync(text, new string('x', 5000), TestContext.Current.CancellationToken);
        var other = Path.Combine(_folder, "other.db");
        await using (var database = await OpenAsync(other))
        {
            await ExecuteAsync(database, "CREATE TABLE Something (Id INT)");
        }

        var later = Path.Combine(_folder, "later.db");
        File.Copy(Database, later);
        await using (var database = await OpenAsync(later))
        {
            await ExecuteAsync(database, "INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_Later', '99')");
        }

        foreach (var wrong in new[] { text, other, later, Path.Combine(_folder, "nowhere.db") })
        {
            Assert.Equal(1, await RunAsync("restore", "--from", wrong));
        }

        Assert.Equal("here", await WordAsync(Database));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Database)!, "*.arriving"));
    }

    [Fact]
    public async Task A_session_does_not_come_back_with_a_copy()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        await using (var database = await OpenAsync())
        {
            await ExecuteAsync(database, """
                PRAGMA foreign_keys=OFF;
                INSERT INTO UserSessions (Id, PersonId, IsRemembered, CreatedAtUtc, LastSeenAtUtc, ExpiresAtUtc, EndedAtUtc, EndReason) VALUES
                ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-00000000000A', 0, '2026-12-01 08:00:00', '2026-12-01 08:00:00', '2036-12-08 08:00:00', NULL, NULL),
                ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-00000000000A', 0, '2026-12-01 08:00:00', '2026-12-01 08:00:00', '2036-12-08 08:00:00', '2026-12-01 09:00:00', 'SignedOut')
                """);
        }

        Assert.Equal(0, await RunAsync("backup", "--to", Copies));
        Assert.Equal(0, await RunAsync("restore", "--from", Copy));

        Assert.Equal("Restored SignedOut", await TextAsync(Database, "SELECT group_concat(EndReason, ' ') FROM (SELECT EndReason FROM UserSessions WHERE EndedAtUtc IS NOT NULL ORDER BY Id)"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Database)!, "*.arriving*"));
    }

    [Fact]
    public async Task A_copy_of_a_time_without_sessions_is_restored_too()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        await using (var database = await OpenAsync())
        {
            await ExecuteAsync(database, "DROP TABLE UserSessions");
        }

        Assert.Equal(0, await RunAsync("backup", "--to", Copies));
        Assert.Equal(0, await RunAsync("restore", "--from", Copy));
    }

    [Fact]
    public async Task Copies_that_are_too_old_are_removed_once_the_new_one_is_whole()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        Directory.CreateDirectory(Copies);
        var (old, recent, other) = (Path.Combine(Copies, "academy-20200101T000000Z.db"), Path.Combine(Copies, "academy-20260101T000000Z.db"), Path.Combine(Copies, "notes.db"));
        foreach (var (file, days) in new[] { (old, 40), (recent, 20), (other, 400) })
        {
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddDays(-days));
        }

        Assert.NotEqual(0, await RunAsync("backup", "--to", Copies, "--keep-days", "0"));
        Assert.Equal(3, Directory.GetFiles(Copies).Length);
        Assert.Equal(0, await RunAsync("backup", "--to", Copies, "--keep-days", "30"));

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(recent) && File.Exists(other));
        Assert.Equal(3, Directory.GetFiles(Copies).Length);
    }

    [Fact]
    public async Task A_setting_is_heeded_whichever_way_it_is_written()
    {
        Assert.Equal(0, await RunAsync("migrate"));
        Assert.Equal(0, await CommandLine.RunAsync(["backup", "--to", Copies, "--applicationName", "CustomerService.Web", "--Database:ConnectionString", $"Data Source={Database}"]));
        Assert.True(File.Exists(Copy));
    }

    [Fact]
    public async Task A_server_database_is_copied_by_its_own_tool() =>
        Assert.Equal(1, await CommandLine.RunAsync(["backup", "--to", Copies, "--applicationName=CustomerService.Web", "--Database:Provider=PostgreSql", "--Database:ConnectionString=Host=db.invalid"]));

    private string Database => Path.Combine(_folder, "data", "academy.db");

    private string Copies => Path.Combine(_folder, "copies");

    private string Copy => Directory.GetFiles(Copies, "academy-*.db").Single();

    /// <summary>A verb is a process of its own, which leaves no connection open.</summary>
    private async Task<int> RunAsync(params string[] verb)
    {
        var code = await CommandLine.RunAsync([.. verb, "--applicationName=CustomerService.Web", "--Database:Provider=Sqlite", $"--Database:ConnectionString=Data Source={Database}"]);
        SqliteConnection.ClearAllPools();
        return code;
    }

    private Task<SqliteConnection> OpenAsync() => OpenAsync(Database);

    private static async Task<SqliteConnection> OpenAsync(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static Task<string> WordAsync(string path) => TextAsync(path, "SELECT Word FROM Kept");

    private static async Task<string> TextAsync(string path, string sql)
    {
        await using var connection = await OpenAsync(path);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
