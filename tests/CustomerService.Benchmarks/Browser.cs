using System.Net;
using CustomerService.TestKit;

namespace CustomerService.Benchmarks;

/// <summary>Somebody signed in over real HTTP, whose client many loops share.</summary>
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
        // From here on the same header with every request: a shared container is a lock that the loops would wait at, not the server.
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 }) { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Cookie", cookies.GetCookieHeader(address));
        return new Browser(client, new Visitor(client));
    }

    public void Dispose() => Client.Dispose();
}
