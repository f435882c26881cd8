using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CustomerService.TestKit;

/// <summary>A PostgreSQL server for the tests, from the machine's binaries: a fresh cluster in a temporary folder, on loopback and a
/// free port, deleted afterwards. Text is ordered by code point and lower-cased by Unicode, as on a server with no locale other than
/// C.UTF-8. PostgreSQL refuses to run as root, so root runs it as another user.</summary>
public sealed class LocalPostgreSql : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _binaries;
    private readonly string? _user;

    private LocalPostgreSql(string folder, string binaries, string? user, int port)
    {
        _folder = folder;
        _binaries = binaries;
        _user = user;
        ConnectionString = string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=academy;Database=postgres;Maximum Pool Size=50;Timeout=60;Command Timeout=120");
    }

    public string ConnectionString { get; }

    /// <summary>Whether the machine has PostgreSQL.</summary>
    public static bool IsInstalled => FindBinaries() is not null;

    /// <returns>Null where the machine has no PostgreSQL.</returns>
    public static async Task<LocalPostgreSql?> StartAsync()
    {
        if (FindBinaries() is not { } binaries)
        {
            return null;
        }

        var user = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? UnprivilegedUser() : null;
        var folder = Directory.CreateTempSubdirectory("academy-pg-").FullName;
        if (user is not null)
        {
            await RunAsync(null, "chown", "-R", user, folder);
        }

        var port = FreePort();
        var server = new LocalPostgreSql(folder, binaries, user, port);
        var data = Path.Combine(folder, "data");
        await RunAsync(user, Path.Combine(binaries, "initdb"), "-D", data, "-U", "academy", "-A", "trust", "-E", "UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--no-sync");
        await RunAsync(user, Path.Combine(binaries, "pg_ctl"), "-D", data, "-l", Path.Combine(folder, "log"), "-s", "-w", "-t", "120", "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300"), "start");
        return server;
    }

    /// <summary>Stops it at once, as if its processes were killed (it recovers from its log when it starts), and starts it again.</summary>
    public Task RestartAsync() => RunAsync(
        _user, Path.Combine(_binaries, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-l", Path.Combine(_folder, "log"), "-s", "-w", "-t", "120", "-m", "immediate", "restart");

    public async ValueTask DisposeAsync()
    {
        await RunAsync(_user, Path.Combine(_binaries, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The folder of initdb and pg_ctl: on the path, by pg_config, or where Debian puts them.</summary>
    private static string? FindBinaries()
    {
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        const string debian = "/usr/lib/postgresql";
        if (Directory.Exists(debian))
        {
            folders = Directory.GetDirectories(debian).OrderDescending().Select(version => Path.Combine(version, "bin")).Concat(folders);
        }

        return folders.FirstOrDefault(f => HasServer(f));
    }

    private static bool HasServer(string folder) =>
        new[] { "initdb", "pg_ctl", "postgres" }.All(name => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".exe")));

    private static string UnprivilegedUser() =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string? user, string program, params string[] arguments)
    {
        var start = user is null
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("runuser", ["-u", user, "--", program, .. arguments]);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        // Not read to the end: a started server may keep the pipe open.
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with code {process.ExitCode}.");
        }
    }
}
