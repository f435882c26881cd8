using CustomerService.Platform.Persistence.Sqlite;
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

namespace CustomerService.Platform.Persistence;

internal static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .ValidateDataAnnotations()
            .Validate(o => DatabaseProvider.All.Contains(o.Provider), $"Database:Provider must be one of {string.Join(", ", DatabaseProvider.All)}.")
            .Validate(o => o.Provider == DatabaseProvider.Sqlite || o.ConnectionString.Length > 0, "Database:ConnectionString is needed for a server database.")
            .Validate(o => o.Provider != DatabaseProvider.PostgreSql || !new NpgsqlConnectionStringBuilder(o.ConnectionString).IncludeErrorDetail,
                "Database:ConnectionString must not set Include Error Detail: the errors would carry people's data into the log.")
            .ValidateOnStart();
        services.AddPooledDbContextFactory<AppDbContext>((provider, options) =>
        {
            options.UseApplicationServiceProvider(provider);
            options.ReplaceService<IModelCacheKeyFactory, PartsModelCacheKeyFactory>();
            Configure(options, provider.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        }, poolSize: 256);
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext());
        services.AddSingleton<UnitOfWork>();
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
                var sqlite = SqliteConnectionString(database.ConnectionString);
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
                options.UseNpgsql(database.ConnectionString, o =>
                {
                    o.MigrationsAssembly(migrations);
                    o.EnableRetryOnFailure();
                    o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
                    if (database.MaxBatchSize is { } size) { o.MaxBatchSize(size); }
                });
                break;
            case DatabaseProvider.SqlServer:
                options.ConfigureWarnings(w => w.Ignore(CoreEventId.SaveChangesFailed));
                options.UseSqlServer(database.ConnectionString, o =>
                {
                    o.MigrationsAssembly(migrations);
                    o.EnableRetryOnFailure();
                    o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery);
                    if (database.MaxBatchSize is { } size) { o.MaxBatchSize(size); }
                });
                break;
            default:
                throw new InvalidOperationException($"Database:Provider '{database.Provider}' is unknown.");
        }
    }

    /// <summary>Adds the default file and the settings every connection needs. Creates the folder, so that a first start needs no preparation.</summary>
    private static string SqliteConnectionString(string configured)
    {
        var connection = new SqliteConnectionStringBuilder(configured);
        if (connection.DataSource.Length == 0)
        {
            connection.DataSource = Path.Combine("academy-data", "academy.db");
        }

        if (connection.Mode != SqliteOpenMode.Memory && !connection.DataSource.Contains(":memory:", StringComparison.Ordinal))
        {
            connection.DataSource = Path.GetFullPath(connection.DataSource);
            Directory.CreateDirectory(Path.GetDirectoryName(connection.DataSource)!);
        }

        connection.DefaultTimeout = 30;
        return connection.ToString();
    }
}
