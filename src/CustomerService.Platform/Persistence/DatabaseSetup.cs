using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence.Sqlite;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace CustomerService.Platform.Persistence;

internal static class DatabaseSetup
{
    /// <summary>With <see cref="MaxRetryDelay"/> six to seven seconds in all: long enough for a server that restarts, short enough that a page whose
    /// database is away says so. The providers' own is most of a minute.</summary>
    private const int MaxRetries = 5;

    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(2);

    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsValidator>();
        services.AddPooledDbContextFactory<AppDbContext>((provider, options) =>
        {
            options.UseApplicationServiceProvider(provider);
            options.ReplaceService<IModelCacheKeyFactory, PartsModelCacheKeyFactory>();
            options.AddInterceptors(new AuditAddress(provider.GetRequiredService<IHttpContextAccessor>()));
            Configure(options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        }, poolSize: 256);
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext());
        services.AddSingleton<UnitOfWork>();
        services.AddSingleton<DatabaseProbe>();
        services.AddSingleton<OpenSqliteConnections>();
    }

    private static void Configure(DbContextOptionsBuilder options, DatabaseOptions database)
    {
        var migrations = $"CustomerService.Migrations.{database.Provider}";
        // Failures are logged with their exception, so no exception may contain personal data. Parameters stay out of EF's messages; PostgreSQL's
        // contain no values without error detail, which is rejected above; SQLite names columns only. SQL Server always names a
        // duplicate key: the unit of work expects that error and retries, so EF must not log it first.
        options.EnableSensitiveDataLogging(false);
        switch (database.Provider)
        {
            case DatabaseProvider.Sqlite:
                var sqlite = ConnectionStrings.Sqlite(database.ConnectionString);
                options.UseSqlite(sqlite, o =>
                {
                    o.MigrationsAssembly(migrations);
                    o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
                    if (database.MaxBatchSize is { } size) { o.MaxBatchSize(size); }
                });
                options.AddInterceptors(new SqliteSettings(), new SqliteWriters(new SqliteConnectionStringBuilder(sqlite).DataSource));
                options.ReplaceService<IRelationalTransactionFactory, SqliteTransactionFactory>();
#pragma warning disable EF1001 // see SqliteConnections
                options.ReplaceService<ISqliteRelationalConnection, SqliteConnections>();
#pragma warning restore EF1001
                break;
            case DatabaseProvider.PostgreSql:
                options.UseNpgsql(ConnectionStrings.PostgreSql(database), o =>
                {
                    o.MigrationsAssembly(migrations);
                    o.ExecutionStrategy(dependencies => new PostgreSqlRetries(dependencies, MaxRetries, MaxRetryDelay));
                    o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
                    if (database.MaxBatchSize is { } size) { o.MaxBatchSize(size); }
                });
                break;
            case DatabaseProvider.SqlServer:
                options.ConfigureWarnings(w => w.Ignore(CoreEventId.SaveChangesFailed));
                options.UseSqlServer(ConnectionStrings.SqlServer(database), o =>
                {
                    o.MigrationsAssembly(migrations);
                    o.EnableRetryOnFailure(MaxRetries, MaxRetryDelay, errorNumbersToAdd: null);
                    o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
                    if (database.MaxBatchSize is { } size) { o.MaxBatchSize(size); }
                });
                break;
            default:
                throw new InvalidOperationException($"Database:Provider '{database.Provider}' is unknown.");
        }
    }

    /// <summary>Tries again what failed, but not what timed out: the time was the patience of whoever waits for the page.</summary>
    private sealed class PostgreSqlRetries(ExecutionStrategyDependencies dependencies, int maxRetries, TimeSpan maxDelay)
        : NpgsqlRetryingExecutionStrategy(dependencies, maxRetries, maxDelay, errorCodesToAdd: null)
    {
        protected override bool ShouldRetryOn(Exception? exception) =>
            exception is not NpgsqlException { InnerException: TimeoutException } && base.ShouldRetryOn(exception);
    }
}
