using System.Net;
using System.Net.WebSockets;
using System.Security.Claims;
using CustomerService.App.Tests.Access;
using CustomerService.People.Rules;
using CustomerService.People.Sessions;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using CustomerService.TestKit;
using CustomerService.Ui.Office.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Hosting;

/// <summary>Two kinds of page behind one host: static ones for everybody, interactive ones of the office.</summary>
public sealed class OfficePagesTests(SharedAcademy shared)
{
    private const string EnhancedNavigation = "text/html; blazor-enhanced-nav=on";

    [Fact]
    public async Task Style_attributes_are_allowed_on_interactive_pages_of_the_office_alone_and_nothing_else_is()
    {
        var (seen, wrong) = (new HashSet<bool>(), new List<string>());
        await foreach (var page in PagesAsync())
        {
            seen.Add(page.IsOffice);
            var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
            if (policy.Contains("style-src-attr 'unsafe-inline'") != page.IsOffice || policy.Count(p => p.Contains("unsafe", StringComparison.Ordinal)) != (page.IsOffice ? 1 : 0))
            {
                wrong.Add(page.Address);
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task Static_pages_hold_nothing_of_the_office_and_no_circuit()
    {
        var wrong = new List<string>();
        await foreach (var page in PagesAsync())
        {
            var html = await page.Response.Content.ReadAsStringAsync();
            var holds = html.Contains("mudblazor", StringComparison.OrdinalIgnoreCase) || html.Contains("\"type\":\"server\"", StringComparison.Ordinal) || html.Contains("mud-", StringComparison.Ordinal);
            if (holds != page.IsOffice)
            {
                wrong.Add(page.Address);
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>Otherwise the page would live in the document of the page before it, under its policy and without its own scripts.</summary>
    [Fact]
    public async Task Whoever_follows_a_link_into_the_office_loads_the_page_in_full()
    {
        var wrong = new List<string>();
        await foreach (var page in PagesAsync(EnhancedNavigation))
        {
            if (page.Response.Headers.Contains("blazor-enhanced-nav") == page.IsOffice)
            {
                wrong.Add(page.Address);
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Roles.Visitor, HttpStatusCode.Unauthorized)]
    [InlineData(Roles.Learner, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Customer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Agent, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Leader, HttpStatusCode.OK)]
    [InlineData(Roles.Manager, HttpStatusCode.OK)]
    public async Task Only_those_to_whom_the_office_is_open_may_have_a_circuit(string role, HttpStatusCode expected)
    {
        var visitor = await (await shared.PopulationAsync()).ComeAsAsync(role);

        var answer = await visitor.Client.PostAsync("/_blazor/negotiate?negotiateVersion=1", new ByteArrayContent([]));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_end_of_a_session_cuts_the_line_of_its_circuit_within_five_seconds_and_it_cannot_be_made_again()
    {
        await using var academy = await new Academy().SetUpAsync();
        var person = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        var cookies = new CookieContainer();
        using var client = new HttpClient(new CookieContainerHandler(cookies) { InnerHandler = academy.Server.CreateHandler() }) { BaseAddress = academy.Server.BaseAddress };
        await new Visitor(client).SignInAsync(person.UserName, Academy.Password);
        using var socket = await ConnectAsync(academy, cookies);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var heard = HearAsync(socket, patience.Token);
        academy.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(heard.IsCompleted);

        await academy.Services.GetRequiredService<UnitOfWork>().RunAsync(db => db.EndSessionsAsync(null, person.Id, SessionEnd.RolesChanged, academy.Clock));
        for (var second = 0; second < 5; second++)
        {
            academy.Clock.Advance(TimeSpan.FromSeconds(1));
            // The watch reads in the background before it waits for the next tick.
            await Task.WhenAny(heard, Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token));
        }

        await heard;
        Assert.False(patience.IsCancellationRequested);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", new ByteArrayContent([]))).StatusCode);
    }

    /// <summary>Between the end of a session and the cut of its line nothing that is pressed has an effect.</summary>
    [Fact]
    public async Task No_act_is_done_in_a_circuit_after_its_session_has_ended()
    {
        await using var academy = await new Academy().SetUpAsync();
        var person = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await academy.SignInAsync(person);
        await using var scope = academy.Services.CreateAsyncScope();
        var session = await academy.ReadAsync(db => db.Set<UserSession>().Where(s => s.PersonId == person.Id).Select(s => s.Id).SingleAsync());
        var user = new ClaimsPrincipal(new ClaimsIdentity([new(Principal.PersonIdClaim, person.Id.ToString()), new(Principal.SessionIdClaim, session.ToString())], "test"));
        ((IHostEnvironmentAuthenticationStateProvider)scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(Task.FromResult(new AuthenticationState(user)));
        var acts = 0;
        var handlers = scope.ServiceProvider.GetServices<CircuitHandler>().Reverse()
            .Aggregate<CircuitHandler, Func<CircuitInboundActivityContext, Task>>(_ => { acts++; return Task.CompletedTask; }, (next, handler) => handler.CreateInboundActivityHandler(next));

        await handlers(null!);
        Assert.Equal(1, acts);

        await academy.Services.GetRequiredService<UnitOfWork>().RunAsync(db => db.EndSessionsAsync(null, person.Id, SessionEnd.RolesChanged, academy.Clock));
        await handlers(null!);
        Assert.Equal(1, acts);
    }

    /// <summary>Every page with the administrator's own records.</summary>
    private async IAsyncEnumerable<(string Address, bool IsOffice, HttpResponseMessage Response)> PagesAsync(string? accept = null)
    {
        var population = await shared.PopulationAsync();
        var visitor = await population.ComeAsAsync(Roles.Administrator);
        var office = shared.Academy.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout)).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).ToHashSet(StringComparer.Ordinal);
        foreach (var page in Endpoint.AllOf(shared.Academy).Where(e => e.IsPage))
        {
            var address = population.AddressOf(page.Pattern, AccessTable.Of(page.Pattern)!.Subject, Roles.Administrator, own: true);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }

            using var response = await visitor.Client.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                yield return (address, office.Contains(page.Pattern), response);
            }
        }
    }

    private static async Task<WebSocket> ConnectAsync(Academy academy, CookieContainer cookies)
    {
        var client = academy.Server.CreateWebSocketClient();
        client.ConfigureRequest = request => request.Headers.Cookie = cookies.GetCookieHeader(academy.Server.BaseAddress);
        return await client.ConnectAsync(new Uri(academy.Server.BaseAddress, CircuitSessions.Path), CancellationToken.None);
    }

    /// <summary>Completes when the line is cut.</summary>
    private static async Task HearAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(buffer, cancellationToken)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Cut.
        }
    }
}
