using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using CustomerService.Web;

namespace CustomerService.TestKit;

/// <summary>The academy as a separate process, as in production, on a database that the caller owns.</summary>
public sealed class AcademyProcess : IAsyncDisposable
{
    /// <summary>A busy machine needs more than two minutes for a first start with the demonstration on PostgreSQL.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly List<string> _said = [];

    private AcademyProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Whether it has ended, by itself or killed.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Current memory of the process, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts the process and waits until it is ready.</summary>
    /// <param name="databaseFile">The SQLite file.</param>
    /// <param name="settings">Additional configuration, such as <c>--Hosting:DrainSeconds=4</c>.</param>
    /// <exception cref="InvalidOperationException">It exited, or was not ready within five minutes.</exception>
    public static async Task<AcademyProcess> StartAsync(string databaseFile, params string[] settings)
    {
        var academy = Launch([$"--Database:ConnectionString=Data Source={databaseFile}", .. settings]);
        await academy.UntilReadyAsync();
        return academy;
    }

    /// <summary>The same from the folder of a publish.</summary>
    /// <inheritdoc cref="StartAsync"/>
    public static async Task<AcademyProcess> StartPublishedAsync(string folder, string databaseFile, params string[] settings)
    {
        var academy = Launch([$"--Database:ConnectionString=Data Source={databaseFile}", .. settings], published: folder);
        await academy.UntilReadyAsync();
        return academy;
    }

    /// <summary>Starts the process and waits for nothing.</summary>
    /// <param name="settings">Its configuration; the database above all.</param>
    /// <param name="withLaterMigrations">Whether it knows <see cref="LaterMigrations"/>, as a newer version would.</param>
    /// <param name="published">The folder of a publish to start from; null for the program as it was built.</param>
    public static AcademyProcess Launch(IEnumerable<string> settings, bool withLaterMigrations = false, string? published = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        var program = typeof(AcademyHost).Assembly.Location;
        if (published is not null)
        {
            program = Path.Combine(published, Path.GetFileName(program));
            start.WorkingDirectory = published;
        }

        string[] host = [];
        if (withLaterMigrations)
        {
            // The test's own list of assemblies, in which the kit is.
            host = ["exec", "--depsfile", Path.ChangeExtension(Assembly.GetEntryAssembly()!.Location, ".deps.json"), "--runtimeconfig", Path.ChangeExtension(program, ".runtimeconfig.json")];
            start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(LaterMigrations).Assembly.GetName().Name;
        }

        foreach (var argument in (string[])[
            .. host, program, "--urls", address.ToString(), "--environment", "Production", $"--Catalogue:ContentPath={Repository.PathOf("content")}", .. settings,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return new AcademyProcess(Process.Start(start)!, address);
    }

    /// <summary>Waits until it is ready to serve.</summary>
    /// <exception cref="InvalidOperationException">It exited, or was not ready within five minutes.</exception>
    public async Task UntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(2) };
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync(client))
        {
            if (HasExited || clock.Elapsed > LongestStart)
            {
                throw await FailedAsync("The academy did not become ready.");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Waits until it has written a line that contains this.</summary>
    /// <exception cref="InvalidOperationException">It exited, or did not say it within five minutes.</exception>
    public async Task UntilItSaysAsync(string part)
    {
        var clock = Stopwatch.StartNew();
        while (!Says(part))
        {
            if (HasExited || clock.Elapsed > LongestStart)
            {
                throw await FailedAsync($"The academy did not say \"{part}\".");
            }

            await Task.Delay(1);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> UntilExitAsync()
    {
        using var patience = new CancellationTokenSource(LongestStart);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>What it wrote so far, on both streams.</summary>
    public string Output
    {
        get
        {
            lock (_said) { return string.Join(Environment.NewLine, _said); }
        }
    }

    /// <summary>Kills the process at once, like a power cut: pending work is lost.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends the stop signal of a service manager and waits for exit. Not on Windows, which has no such signal.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private bool Says(string part)
    {
        lock (_said) { return _said.Exists(line => line.Contains(part, StringComparison.Ordinal)); }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_said) { _said.Add(line); }
        }
    }

    private async Task<InvalidOperationException> FailedAsync(string what)
    {
        if (!HasExited)
        {
            await KillAsync();
        }

        lock (_said) { return new InvalidOperationException(what + Environment.NewLine + string.Join(Environment.NewLine, _said.TakeLast(20))); }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
