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
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 64 }) { BaseAddress = address };
        var visitor = new Visitor(client);
        await visitor.SignInAsync(userName, Academy.Password);
        return new Browser(client, visitor);
    }

    public void Dispose() => Client.Dispose();
}
