using CustomerService.App.Tests.Access;

namespace CustomerService.App.Tests.Rendering;

/// <inheritdoc cref="PageWalk"/>
[Collection(OnPostgreSql.Name)]
public sealed class PageWalkOnPostgreSqlTests(PostgreSqlAcademy academy)
{
    public static TheoryData<string> Asking => Roles.All;

    [Theory, MemberData(nameof(Asking))]
    public async Task Every_page_that_is_open_to_a_role_opens(string asking) => Assert.Equal("", await PageWalk.RunAsync(academy, asking));
}

/// <summary>On a server database a page is rendered once before its first read has completed. Asynchronous SQLite tests that rendering
/// on a machine without a database server.</summary>
public sealed class PageWalkOnAsynchronousSqliteTests(AsynchronousAcademy academy) : IClassFixture<AsynchronousAcademy>
{
    public static TheoryData<string> Asking => Roles.All;

    [Theory, MemberData(nameof(Asking))]
    public async Task Every_page_that_is_open_to_a_role_opens(string asking) => Assert.Equal("", await PageWalk.RunAsync(academy, asking));
}
