using CustomerService.App.Tests;
using CustomerService.App.Tests.Access;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;

[assembly: AssemblyFixture(typeof(SharedAcademy))]

namespace CustomerService.App.Tests;

/// <summary>Fixture: one running academy with all content, for tests that only add their own people to it.</summary>
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

    /// <summary>People of every role with records, created on first use.</summary>
    internal Task<Population> PopulationAsync() => _population.Value;
}

/// <summary>The academy of most tests, on the database of this run; disposed last.</summary>
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

/// <summary>An academy on asynchronous SQLite, which behaves like a server database.</summary>
public sealed class AsynchronousAcademy() : AcademyFixture(new Academy().OnAsynchronousSqlite());

/// <summary>Tests that share one academy on PostgreSQL.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgreSql : ICollectionFixture<PostgreSqlAcademy>
{
    public const string Name = "On PostgreSQL";
}
