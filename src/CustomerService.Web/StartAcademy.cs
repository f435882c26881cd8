using CustomerService.Catalogue.Publishing;
using CustomerService.Certificates.Issuing;
using CustomerService.People.Registration;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using CustomerService.Platform.Settings;
using CustomerService.Web.Demo;
using Microsoft.Extensions.Options;

namespace CustomerService.Web;

/// <summary>Runs once before the first request: migrates the database, publishes changed content, and adds the
/// demonstration data if requested.</summary>
public static partial class StartAcademy
{
    public static async Task RunAsync(WebApplication app, string[] args, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<MigrateDatabase>();
        if (services.GetRequiredService<IOptions<DatabaseOptions>>().Value.MigrateAtStart)
        {
            await database.RunAsync(cancellationToken);
        }
        else
        {
            await database.CheckAsync(cancellationToken);
        }

        await services.GetRequiredService<ProtectKeyRing>().RunAsync(cancellationToken);
        await services.GetRequiredService<PrepareSigningKey>().RunAsync(cancellationToken);
        await services.GetRequiredService<SettingsStore>().RefreshAsync(cancellationToken);

        if (app.Configuration.GetValue<bool>("Demo:Enabled"))
        {
            await DemoAcademy.FillAsync(args, services.GetRequiredService<TimeProvider>().UtcNow(), cancellationToken);
            foreach (var line in DemoAcademy.SignInLines())
            {
                Console.WriteLine(line);
            }
        }

        if (services.GetRequiredService<SetupToken>().Value is { } token && !await services.GetRequiredService<SetupState>().IsDoneAsync(cancellationToken))
        {
            NotSetUp(services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(StartAcademy)), token);
        }

        if (app.Environment.IsProduction() && await DemoAccounts.CountAsync(services, cancellationToken) is > 0 and var accounts)
        {
            DemonstrationInProduction(services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(StartAcademy)), accounts);
        }

        if (services.GetRequiredService<AcademyReference>().Folder is { } content)
        {
            await services.GetRequiredService<PublishContent>().RunAsync(content, cancellationToken);
        }
        else
        {
            NoContent(services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(StartAcademy)));
        }
    }

    [LoggerMessage(2, LogLevel.Warning, "The academy has no administrator yet: open its first page and give this set-up token: {Token}")]
    private static partial void NotSetUp(ILogger logger, string token);

    [LoggerMessage(3, LogLevel.Critical, "THIS DATABASE HOLDS A DEMONSTRATION: {Accounts} accounts, an administrator among them, open to everybody with the published password and without a second factor. Never keep people's records in it")]
    private static partial void DemonstrationInProduction(ILogger logger, int accounts);

    [LoggerMessage(1, LogLevel.Warning, "No content folder was found: no course is published. Set Catalogue:ContentPath")]
    private static partial void NoContent(ILogger logger);
}
