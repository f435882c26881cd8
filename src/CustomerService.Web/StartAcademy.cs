using CustomerService.Certificates;
using CustomerService.Platform.Data;
using Microsoft.Extensions.Options;

namespace CustomerService.Web;

/// <summary>What happens once before the first request: the database is brought up to date, changed content is published, and a
/// demonstration is filled where it was asked for.</summary>
public static class StartAcademy
{
    public static async Task RunAsync(WebApplication app, CancellationToken cancellation)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MigrateAtStart)
        {
            await services.GetRequiredService<MigrateDatabase>().RunAsync(cancellation);
        }

        await services.GetRequiredService<PrepareSigningKey>().RunAsync(cancellation);
    }
}
