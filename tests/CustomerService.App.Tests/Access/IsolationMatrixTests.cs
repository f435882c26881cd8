using System.Net;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.App.Tests.Access;

/// <inheritdoc cref="IsolationMatrix"/>
public sealed class IsolationMatrixTests(SharedAcademy shared)
{
    public static TheoryData<string> Asking => Roles.All;

    [Fact]
    public void Every_page_and_endpoint_is_in_the_matrix_and_says_what_its_ids_name()
    {
        var endpoints = Endpoint.AllOf(shared.Academy);
        Assert.Empty(endpoints.Where(e => AccessTable.Of(e.Pattern) is null).Select(e => e.Pattern));
        Assert.Empty(endpoints.Where(e => e.HasId != (AccessTable.Of(e.Pattern)!.Subject != Subject.None)).Select(e => e.Pattern));
    }

    [Theory, MemberData(nameof(Asking))]
    public async Task A_role_opens_exactly_what_is_its_own(string asking) => Assert.Equal("", await IsolationMatrix.OpenAllAsync(shared, asking));

    [Theory]
    [InlineData("fa", "این صفحه برای شما باز نیست")]
    [InlineData("en", "This page is not open to you")]
    public async Task Whoever_may_not_is_told_so_and_not_that_something_broke(string language, string said)
    {
        var learner = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Frontline), language == "fa" ? Language.Persian : Language.English);
        var refused = await learner.GetAsync("/office/people");
        var answer = await learner.GetAsync(refused.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

/// <summary>The same on a real PostgreSQL: access filters run in the provider's SQL dialect.</summary>
[Collection(OnPostgreSql.Name)]
public sealed class IsolationMatrixOnPostgreSqlTests(PostgreSqlAcademy academy)
{
    public static TheoryData<string> Asking => Roles.All;

    [Theory, MemberData(nameof(Asking))]
    public async Task A_role_opens_exactly_what_is_its_own(string asking) => Assert.Equal("", await IsolationMatrix.OpenAllAsync(academy, asking));
}
