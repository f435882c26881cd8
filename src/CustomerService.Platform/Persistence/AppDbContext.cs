using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Persistence;

/// <summary>The academy's only database context. Tables come from every registered <see cref="IModelPart"/>; use cases take
/// an <see cref="IDbContextFactory{TContext}"/> or a <see cref="UnitOfWork"/> and use <c>db.Set&lt;T&gt;()</c>.</summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    private readonly IServiceProvider _application =
        options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider
        ?? throw new InvalidOperationException("AppDbContext is made by the registered factory, which knows the model parts.");

    /// <summary>The capabilities whose tables this context has: two compositions in one process have different models.</summary>
    internal string Parts => string.Join(' ', _application.GetServices<IModelPart>().Select(part => part.GetType().FullName));

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var part in _application.GetServices<IModelPart>())
        {
            part.Configure(modelBuilder);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <summary>Every stored instant is UTC; the kind is set on read because some databases lose it.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Utc ? value : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

/// <summary>Caches one model per composition; EF's default is one per context type.</summary>
internal sealed class PartsModelCacheKeyFactory : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), (context as AppDbContext)?.Parts, designTime);
}
