using System.Net;
using CustomerService.People.Rules;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Access;

/// <summary>Every page and endpoint × every role. What a request names by id belongs to nobody here, so that an allowed role
/// gets the page, "not found" or "what do you want?", and a role that may not gets none of them.</summary>
public sealed class IsolationMatrixTests(SharedAcademy shared)
{
    public static TheoryData<string> Asking { get; } = ["visitor", "learner", "agent", "customer", "leader", "manager", "partner manager", "human resources", "administrator"];

    [Fact]
    public void Every_page_and_endpoint_is_in_the_matrix()
    {
        var unlisted = Patterns().Where(p => AccessTable.Of(p) is null);
        Assert.Empty(unlisted);
    }

    [Theory]
    [MemberData(nameof(Asking))]
    public async Task A_role_opens_exactly_what_is_its_own(string asking)
    {
        var visitor = await ComeAsAsync(asking);
        var wrong = new List<string>();
        foreach (var pattern in Patterns(onlyReadable: true))
        {
            var access = AccessTable.Of(pattern);
            var response = await visitor.GetAsync(Fill(pattern));
            var expected = May(asking, access ?? Access.Administrator);
            var let = response.Headers.Location?.ToString() is { } to
                ? !to.Contains("/sign-in", StringComparison.Ordinal) && !to.Contains("/access-denied", StringComparison.Ordinal)
                : response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound or HttpStatusCode.BadRequest;
            if (let != expected)
            {
                wrong.Add($"{pattern}: {(int)response.StatusCode} {response.Headers.Location}, expected {(expected ? "a page" : "a closed door")}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("fa", "این صفحه برای شما باز نیست")]
    [InlineData("en", "This page is not open to you")]
    public async Task Whoever_may_not_is_told_so_and_not_that_something_broke(string language, string said)
    {
        var learner = await shared.Academy.SignInAsync(await shared.Academy.AddPersonAsync(Audience.Frontline), language == "fa" ? Platform.Text.Language.Persian : Platform.Text.Language.English);
        var refused = await learner.GetAsync("/office/people");
        var answer = await learner.GetAsync(refused.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static bool May(string asking, Access access) => access switch
    {
        Access.Anyone => true,
        Access.SignedIn => asking != "visitor",
        Access.SeesPeople => asking is "manager" or "partner manager" or "human resources" or "administrator",
        Access.SeesFigures => asking == "leader" || May(asking, Access.SeesPeople),
        Access.ManagesPeople => asking is "partner manager" or "human resources" or "administrator",
        Access.HumanResources => asking is "human resources" or "administrator",
        Access.Administrator => asking == "administrator",
        _ => false,
    };

    private async Task<Visitor> ComeAsAsync(string asking)
    {
        var academy = shared.Academy;
        if (asking == "visitor")
        {
            return academy.Visit();
        }

        var person = asking switch
        {
            "agent" => await academy.AddPersonAsync(Audience.Agent, null, await academy.AddPartnerAsync("شریک")),
            "customer" => await academy.AddPersonAsync(Audience.Customer),
            "leader" => await academy.AddPersonAsync(Audience.Leader, Role.Leader),
            "manager" => await academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: await academy.AddUnitAsync("واحد")),
            "partner manager" => await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, await academy.AddPartnerAsync("شریک")),
            "human resources" => await academy.AddPersonAsync(Audience.Manager, Role.HumanResources),
            "administrator" => await academy.AddPersonAsync(Audience.Leader, Role.Administrator),
            _ => await academy.AddPersonAsync(Audience.Frontline),
        };
        return await academy.SignInAsync(person);
    }

    private IEnumerable<string> Patterns(bool onlyReadable = false) =>
        shared.Academy.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => !onlyReadable || e.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET"))
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(p => p != "/access-denied" && !p.StartsWith("/_", StringComparison.Ordinal) && !Path.HasExtension(p) && !p.Contains("{**", StringComparison.Ordinal))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    private static string Fill(string pattern) => string.Join('/', pattern.Split('/').Select(part => part switch
    {
        "{CourseId}" or "{courseId}" => "C03",
        "{LessonId}" or "{lessonId}" => "L1",
        "{ScenarioId}" => "S1",
        "{Code:int}" => "404",
        "{Code}" => "7K4M-2PQR-9TVW-XYZ3-6HJN",
        _ when part.StartsWith('{') && part.Contains(":guid", StringComparison.Ordinal) => "0199f0b0-0000-7000-8000-00000000abcd",
        _ when part.StartsWith('{') => "x",
        _ => part,
    }));
}
