using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace CustomerService.TestKit;

/// <summary>A real provider of OpenID Connect (npm <c>oidc-provider</c>) in a process of its own, on loopback. It ends with this process, however
/// that ends.</summary>
public sealed class RealProvider : IProviderOfTests, IAsyncDisposable
{
    public const string ClientId = "academy", ClientSecret = "a-secret-of-the-tests-0123456789";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly HttpClient _http;

    private RealProvider(Process process, string address)
    {
        _process = process;
        Address = address;
        _http = new HttpClient { BaseAddress = new Uri(address), Timeout = Patience };
    }

    /// <inheritdoc/>
    public string Address { get; }

    /// <param name="name">As the academy's settings call it.</param>
    public static async Task<RealProvider> StartAsync(string name)
    {
        var settings = JsonSerializer.Serialize(new
        {
            redirect = $"http://localhost/sign-in/callback/{name}", signedOut = $"http://localhost/sign-out/callback/{name}", clientId = ClientId, clientSecret = ClientSecret,
        });
        var process = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("tests", "CustomerService.TestKit", "OpenIdProvider", "provider.mjs"), settings])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
        })!;
        var said = new List<string>();
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(string? line)
        {
            if (line is null)
            {
                ready.TrySetException(new InvalidOperationException($"The provider ended: {string.Join(' ', said)}"));
                return;
            }

            said.Add(line);
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                ready.TrySetResult($"http://127.0.0.1:{line["ready ".Length..]}");
            }
        }

        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await ready.Task.WaitAsync(Patience));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Makes or changes an account there.</summary>
    public async Task KnowAsync(string account, object claims) => (await _http.PostAsJsonAsync($"/test/accounts/{account}", claims)).EnsureSuccessStatusCode();

    /// <summary>The tokens of back-channel log-outs that it sent since the last call.</summary>
    public async Task<IReadOnlyList<string>> LogoutTokensAsync() => (await _http.GetFromJsonAsync<List<string>>("/test/logout-tokens"))!;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }

        _process.Dispose();
    }
}

/// <summary>A provider that a test started.</summary>
public interface IProviderOfTests
{
    /// <summary>Without a slash at the end.</summary>
    string Address { get; }
}
