using System.Diagnostics;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;

namespace CustomerService.TestKit;

/// <summary>What the server does with mails.</summary>
public enum MailMode
{
    Take,

    /// <summary>Says that nobody has the address.</summary>
    Refuse,

    /// <summary>Says that it cannot just now.</summary>
    Defer,

    /// <summary>Cuts the line when it has the whole mail.</summary>
    Drop,

    /// <summary>Never answers.</summary>
    Hang,
}

/// <summary>A real SMTP server (npm <c>smtp-server</c>) in a process of its own, on loopback, with STARTTLS and sign-in. It ends with this process, however
/// that ends.</summary>
public sealed partial class MailServer : IAsyncDisposable
{
    public const string User = "academy", Password = "a-mail-password-of-the-tests";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly int _port;
    private readonly string _fingerprint;

    private MailServer(Process process, int port, int control, string fingerprint)
    {
        _process = process;
        _port = port;
        _fingerprint = fingerprint;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{control}"), Timeout = Patience };
    }

    public static async Task<MailServer> StartAsync()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddYears(10));
        var settings = JsonSerializer.Serialize(new { key = key.ExportPkcs8PrivateKeyPem(), cert = certificate.ExportCertificatePem(), user = User, password = Password });
        var process = Process.Start(new ProcessStartInfo("node", [Repository.PathOf("tests", "CustomerService.TestKit", "SmtpServer", "server.mjs"), settings])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Repository.Root,
        })!;
        var said = new List<string>();
        var ready = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException($"The mail server ended: {string.Join(' ', said)}"));
            }
            else if (line.Data.StartsWith("ready ", StringComparison.Ordinal))
            {
                ready.TrySetResult(line.Data.Split(' '));
            }
        };
        process.ErrorDataReceived += (_, line) => said.Add(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            var ports = await ready.Task.WaitAsync(Patience);
            return new(process, int.Parse(ports[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(ports[2], System.Globalization.CultureInfo.InvariantCulture), certificate.GetCertHashString(HashAlgorithmName.SHA256));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>The settings of an academy that sends by it.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", _port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Mail:Security", "StartTls"), ("Mail:CertificateFingerprint", _fingerprint),
        ("Mail:UserName", User), ("Mail:Password", Password), ("Mail:FromAddress", "academy@example.org"),
    ];

    public async Task BehaveAsync(MailMode mode) => (await _http.PostAsJsonAsync("/test/mode", new { mode = mode.ToString().ToLowerInvariant() })).EnsureSuccessStatusCode();

    /// <summary>How many mails were begun.</summary>
    public Task<int> TriesAsync() => _http.GetFromJsonAsync<int>("/test/tries");

    /// <summary>The mails that it took for an address, in order.</summary>
    public async Task<IReadOnlyList<TakenMail>> MailsToAsync(string address) =>
        [.. (await _http.GetFromJsonAsync<List<Row>>("/test/mails"))!.Where(m => m.To.Contains(address)).Select(m => new TakenMail(MimeMessage.Load(new MemoryStream(Convert.FromBase64String(m.Raw))), m.Secure, m.User))];

    /// <summary>Waits until it took so many mails for an address.</summary>
    /// <returns>The last of them.</returns>
    public async Task<TakenMail> MailToAsync(string address, int number = 1)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            if (await MailsToAsync(address) is var mails && mails.Count >= number)
            {
                return mails[number - 1];
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Waits until so many mails were begun.</summary>
    public async Task UntilTriesAsync(int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (await TriesAsync() < count)
        {
            await Task.Delay(20, limit.Token);
        }
    }

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

    private sealed record Row(string[] To, string From, bool Secure, string? User, string Raw);
}

/// <param name="IsSecure">Whether it came encrypted.</param>
/// <param name="User">Who signed in to send it.</param>
public sealed partial record TakenMail(MimeMessage Mail, bool IsSecure, string? User)
{
    /// <summary>The first address in its text that leads there, from the site root.</summary>
    public string LinkTo(string path)
    {
        var found = Address().Matches(Mail.TextBody ?? "").Select(m => new Uri(m.Value)).FirstOrDefault(a => a.AbsolutePath.StartsWith(path, StringComparison.Ordinal));
        return found?.PathAndQuery ?? throw new InvalidOperationException($"There is no link to {path} in: {Mail.TextBody}");
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
