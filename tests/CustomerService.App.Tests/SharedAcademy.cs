using CustomerService.App.Tests;
using CustomerService.App.Tests.Access;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;

[assembly: AssemblyFixture(typeof(SharedAcademy))]

namespace CustomerService.App.Tests;

/// <summary>One running academy with all content for tests that only add their own people to it.</summary>
public abstract class AcademyFixture : IAsyncLifetime
{
    private readonly Lazy<Task<Population>> _population;

    protected AcademyFixture(Academy academy)
    {
        Academy = academy;
        _population = new(() => Population.SettleAsync(academy));
    }

    public Academy Academy { get; }

    public async ValueTask InitializeAsync() => await Academy.SetUpAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Academy.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>People of every role with records, made when first asked for.</summary>
    internal Task<Population> PopulationAsync() => _population.Value;
}

/// <summary>The academy of most tests, on the database that this run is for; the last to go.</summary>
public sealed class SharedAcademy() : AcademyFixture(new Academy())
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await PostgreSqlServer.StopAsync();
    }
}

/// <summary>An academy on a real PostgreSQL, whatever database the other tests use.</summary>
public sealed class PostgreSqlAcademy() : AcademyFixture(new Academy().On(DatabaseProvider.PostgreSql));

/// <summary>An academy on a SQLite that answers asynchronously, as a server database does.</summary>
public sealed class AsynchronousAcademy() : AcademyFixture(new Academy().OnAsynchronousSqlite());

/// <summary>Tests that share one academy on PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgreSql : ICollectionFixture<PostgreSqlAcademy>
{
    public const string Name = "On PostgreSQL";
}
