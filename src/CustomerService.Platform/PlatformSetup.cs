using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Jobs;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Outbox;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using CustomerService.Platform.Settings;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerService.Platform;

public static class PlatformSetup
{
    /// <summary>Size limit of a node's cache, in serialised bytes.</summary>
    private const long CacheBytes = 64L << 20;

    /// <summary>Clock, public address, formatter, database, cache, domain events, outbox, telemetry, data-protection keys and settings.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddPublicAddress(configuration);
        services.AddReader(configuration);
        services.AddDatabase(configuration);
        services.AddTelemetry(configuration);
        services.AddSingleton<PlatformMetrics>();
        services.AddMemoryCache(o => o.SizeLimit = CacheBytes);
        services.AddHybridCache();
        services.AddSingleton<IModelPart, PlatformModel>();
        services.AddSingleton<ICommitListener, AuditLog>();
        services.AddScoped<MigrateDatabase>();
        services.AddScoped<MigrationScript>();
        services.AddScoped<BackUpDatabase>();
        services.AddScoped<RestoreDatabase>();
        services.AddScoped<DomainEvents>();
        services.AddOptions<OutboxOptions>().Bind(configuration.GetSection(OutboxOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddHostedService<DailyJobService>();
        services.AddKeyRing(configuration);
        services.AddSettings(configuration);
        return services;
    }

    /// <summary>Pictures of the organisation.</summary>
    public static IEndpointRouteBuilder MapPlatform(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapImages();
        return endpoints;
    }

    /// <summary>Subscribes a handler to a domain event; called only from the host's list of subscriptions.</summary>
    public static IServiceCollection AddEventHandler<TEvent, TReaction>(this IServiceCollection services)
        where TEvent : IDomainEvent
        where TReaction : class, IDomainEventHandler<TEvent> =>
        services.AddTransient<IDomainEventHandler<TEvent>, TReaction>();

    /// <summary>Registers the handler of an outbox message.</summary>
    /// <param name="oneAtATime">For long work that a node runs one at a time: further messages wait without blocking other kinds.</param>
    public static IServiceCollection AddOutboxHandler<TMessage, THandler>(this IServiceCollection services, bool oneAtATime = false)
        where THandler : class, IOutboxHandler<TMessage> =>
        services.AddTransient<IOutboxHandler<TMessage>, THandler>().AddSingleton(OutboxRoute.For<TMessage>(oneAtATime));
}
