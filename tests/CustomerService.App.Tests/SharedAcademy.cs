using CustomerService.App.Tests;
using CustomerService.TestKit;

[assembly: AssemblyFixture(typeof(SharedAcademy))]

namespace CustomerService.App.Tests;

/// <summary>One running academy with all content for the tests that only add their own people to it.</summary>
public sealed class SharedAcademy : IAsyncLifetime
{
    public Academy Academy { get; } = new();

    public async ValueTask InitializeAsync() => await Academy.SetUpAsync();

    public async ValueTask DisposeAsync() => await Academy.DisposeAsync();
}
