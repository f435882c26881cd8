using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Benchmarks;

/// <summary>The baseline of pages: a static-rendered Blazor page that writes a given markup, with nobody signed in and no database.</summary>
internal static class BareSite
{
    public static string Body { get; private set; } = "";

    public static async Task<WebApplication> StartAsync(string markup)
    {
        Body = markup;
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
