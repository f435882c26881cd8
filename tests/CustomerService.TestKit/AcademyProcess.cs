using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using CustomerService.Web;

namespace CustomerService.TestKit;

/// <summary>The academy as a separate process, as in production, on a SQLite file that the caller owns.</summary>
public sealed class AcademyProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private AcademyProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

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
    /// <exception cref="InvalidOperationException">It exited, or was not ready within two minutes.</exception>
    public static async Task<AcademyProcess> StartAsync(string databaseFile, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[
            typeof(AcademyHost).Assembly.Location, "--urls", address.ToString(), "--environment", "Production",
            $"--Database:ConnectionString=Data Source={databaseFile}", $"--Catalogue:ContentPath={Repository.PathOf("content")}",
            .. settings,
        ])
        {
            start.ArgumentList.Add(argument);
        }

        var academy = new AcademyProcess(Process.Start(start)!, address);
        var said = new List<string>();
        academy._process.OutputDataReceived += (_, line) => Keep(line.Data);
        academy._process.ErrorDataReceived += (_, line) => Keep(line.Data);
        academy._process.BeginOutputReadLine();
        academy._process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(2) };
        var clock = Stopwatch.StartNew();
        while (!await IsReadyAsync(client))
        {
            if (academy._process.HasExited || clock.Elapsed > LongestStart)
            {
                await academy.DisposeAsync();
                throw new InvalidOperationException("The academy did not become ready." + Environment.NewLine + string.Join(Environment.NewLine, said.TakeLast(20)));
            }

            await Task.Delay(20);
        }

        return academy;

        void Keep(string? line)
        {
            if (line is not null)
            {
                lock (said) { said.Add(line); }
            }
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
