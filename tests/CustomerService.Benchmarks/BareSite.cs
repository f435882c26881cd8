using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CustomerService.Benchmarks;

/// <summary>Baseline for pages: a statically rendered Blazor page that writes given markup, with no signed-in user and no database.</summary>
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
