using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Benchmarks;

/// <summary>The baseline of pages: a static-rendered Blazor page with nothing on it but a text of a given length.</summary>
internal static class BareSite
{
    public static string Body { get; private set; } = "";

    public static async Task<WebApplication> StartAsync(int length)
    {
        Body = new string('x', Math.Max(1, length));
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRazorComponents();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapRazorComponents<BarePage>();
        await app.StartAsync();
        return app;
    }
}
