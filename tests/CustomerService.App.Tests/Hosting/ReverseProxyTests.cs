using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Hosting;

/// <summary>The academy as a process in Production, reached over https.</summary>
public sealed class PublishedAcademy : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("published-").FullName;

    public AcademyProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Process = await AcademyProcess.StartAsync(Path.Combine(_folder, "academy.db"), "--PublicAddress=https://academy.example.org", "--Demo:Enabled=false");

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What only a real server and a real proxy show.</summary>
public sealed class ReverseProxyTests(PublishedAcademy published) : IClassFixture<PublishedAcademy>
{
    private const string Host = "academy.example.org";

    [Fact]
    public async Task A_form_that_does_not_say_how_long_it_is_is_cut_at_the_limit_with_a_page_of_the_academy()
    {
        using var client = new HttpClient { BaseAddress = published.Process.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/setup") { Content = new StreamContent(new MemoryStream(new byte[80 << 10])) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Host = Host;
        request.Headers.Add("X-Forwarded-Proto", "https");

        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("۶۴", (await Visitor.ReadAsync(answer)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_the_nginx_of_the_documentation_addresses_cookies_and_hosts_are_right()
    {
        const string Nginx = "/usr/sbin/nginx";
        Assert.SkipUnless(File.Exists(Nginx), "nginx is not installed here.");
        var folder = Directory.CreateTempSubdirectory("nginx-").FullName;
        var (http, https) = (FreePort(), FreePort());
        await WriteCertificateAsync(folder);
        var site = (await File.ReadAllTextAsync(Repository.PathOf("docs/operations/nginx.conf"), TestContext.Current.CancellationToken))
            .Replace("server 127.0.0.1:5080;", $"server {published.Process.Address.Authority};", StringComparison.Ordinal)
            .Replace("    listen 80;", $"    listen 127.0.0.1:{http};", StringComparison.Ordinal).Replace("    listen 443 ssl", $"    listen 127.0.0.1:{https} ssl", StringComparison.Ordinal)
            .Replace("    listen [::]", "    # listen [::]", StringComparison.Ordinal).Replace("/etc/ssl/academy", folder, StringComparison.Ordinal);
        var paths = string.Concat(new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(p => $"{p}_temp_path {folder}/{p};\n"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "nginx.conf"),
            $"{(Environment.UserName == "root" ? "user root;\n" : "")}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{ }}\nhttp {{\naccess_log off;\n{paths}{site}\n}}\n", TestContext.Current.CancellationToken);
        using var nginx = Process.Start(new ProcessStartInfo(Nginx, ["-p", folder, "-c", Path.Combine(folder, "nginx.conf"), "-e", Path.Combine(folder, "error.log")]))!;
        try
        {
            using var client = Through(http, https);
            while (!await ListensAsync(https))
            {
                Assert.False(nginx.HasExited, File.Exists(folder + "/error.log") ? await File.ReadAllTextAsync(folder + "/error.log", TestContext.Current.CancellationToken) : "nginx ended");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            var visitor = new Visitor(client);
            Assert.Equal($"https://{Host}/setup", (await visitor.GetAsync($"http://{Host}/setup")).Headers.Location!.ToString());
            // An empty academy leads every page to its first run, by a path alone.
            Assert.Equal("/setup", (await visitor.GetAsync("/learning")).Headers.Location!.OriginalString);
            var form = await visitor.GetAsync("/setup");
            Assert.Equal("max-age=31536000; includeSubDomains", Assert.Single(form.Headers.GetValues("Strict-Transport-Security")));
            Assert.StartsWith("__Host-academy-form=", Assert.Single(form.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
            var refused = await visitor.SubmitAsync(await Visitor.ReadAsync(form), "form[data-form=setup]", "/setup", ("Input.GivenName", ""));
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync("https://evil.example/setup")).StatusCode);
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync(TestContext.Current.CancellationToken);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A client for which every host is the proxy.</summary>
    private static HttpClient Through(int http, int https) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == $"CN={Host}" },
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 80 ? http : https, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = new Uri($"https://{Host}") };

    private static async Task WriteCertificateAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        await File.WriteAllTextAsync(Path.Combine(folder, "fullchain.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "privkey.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static async Task<bool> ListensAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
