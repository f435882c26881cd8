using System.Net;
using CustomerService.TestKit;

namespace CustomerService.Benchmarks;

/// <summary>A signed-in user over real HTTP, whose client is shared by many loops.</summary>
internal sealed class Browser : IDisposable
{
    private Browser(HttpClient client, Visitor visitor)
    {
        Client = client;
        Visitor = visitor;
    }

    public HttpClient Client { get; }

    public Visitor Visitor { get; }

    public static async Task<Browser> SignInAsync(Uri address, string userName)
    {
        var cookies = new CookieContainer();
        using var door = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };
        await new Visitor(door).SignInAsync(userName, Academy.Password);
        // From here on a fixed cookie header on every request: loops would contend for the lock of a shared cookie container, not for the server.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Cookie", cookies.GetCookieHeader(address));
        return new Browser(client, new Visitor(client));
    }

    public void Dispose() => Client.Dispose();
}
