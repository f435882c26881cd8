using System.Globalization;
using System.Net;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Access;

/// <summary>
/// Every page and endpoint × every role, each with a record that is the role's own or in its scope and with a foreign one. A user with
/// access to a route gets the own record and not the foreign one; one without is refused before either is looked up. An interactive page
/// answers with the same frame for either, since it reads in its circuit: whom that reaches is tested by <see cref="CircuitServicesTests"/>.
/// </summary>
internal static class IsolationMatrix
{
    /// <returns>The violations, one line each.</returns>
    public static async Task<string> OpenAllAsync(AcademyFixture fixture, string role)
    {
        var population = await fixture.PopulationAsync();
        var visitor = await population.ComeAsAsync(role);
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.AllOf(fixture.Academy).Where(e => e.IsReadable || e.HasId))
        {
            if (AccessTable.Of(endpoint.Pattern) is not { } rule)
            {
                wrong.Add($"{endpoint.Pattern}: not in the table");
                continue;
            }

            foreach (var own in endpoint.HasId ? [true, false] : new[] { true })
            {
                var address = population.AddressOf(endpoint.Pattern, rule.Subject, role, own);
                var answer = Read(await AskAsync(visitor, address, endpoint.IsReadable, role));
                var expected = Expected(rule, endpoint.IsInteractive, role, own);
                if (answer != expected)
                {
                    wrong.Add($"{endpoint.Pattern} with {(own ? "an own" : "a foreign")} record: {answer}, expected {expected}");
                }
            }
        }

        return string.Join(Environment.NewLine, wrong);
    }

    private static string Expected(RouteRule rule, bool isInteractive, string role, bool own)
    {
        if (!AccessTable.May(role, rule.Access))
        {
            return "a closed door";
        }

        if (rule.Answer is { } status)
        {
            return ((int)status).ToString(CultureInfo.InvariantCulture);
        }

        var isOpen = own || isInteractive || rule.Subject switch
        {
            // For an unknown code the page says so.
            Subject.VerificationCode => true,
            Subject.Person or Subject.PersonCertificate or Subject.OwnCertificate or Subject.OwnCompletion => AccessTable.SeesEverybody(role),
            _ => false,
        };
        return isOpen ? "open" : "404";
    }

    private static string Read(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.OK or HttpStatusCode.NoContent => "open",
        _ when response.Headers.Location?.ToString() is { } to =>
            to.Contains("/sign-in", StringComparison.Ordinal) || to.Contains("/access-denied", StringComparison.Ordinal) ? "a closed door" : "open",
        var other => ((int)other).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A GET, or a POST of a form without fields; for signed-in users, with their own antiforgery token.</summary>
    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string address, bool isReadable, string role)
    {
        if (isReadable)
        {
            return await visitor.GetAsync(address);
        }

        if (role == Roles.Visitor)
        {
            return await visitor.Client.PostAsync(address, new FormUrlEncodedContent([]));
        }

        var page = await visitor.OpenAsync("/learning");
        page.QuerySelector("form[action='/sign-out']")!.SetAttribute("action", address);
        return await visitor.SubmitAsync(page, $"form[action='{address}']", address);
    }
}
