using System.Net;
using AngleSharp.Html.Dom;
using CustomerService.App.Tests.Access;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Rendering;

/// <summary>An academy whose records these tests spoil.</summary>
public sealed class SpoiltAcademy() : AcademyFixture(new Academy());

/// <summary>Every form of every page, sent as it should not be: the answer is always a page of the academy in the reader's language.</summary>
public sealed class FormsOfAllPagesTests(SpoiltAcademy spoilt) : IClassFixture<SpoiltAcademy>
{
    private const string Token = "__RequestVerificationToken";

    /// <param name="Selector">Finds the form in its page.</param>
    private sealed record Found(string Address, IHtmlDocument Page, string Selector)
    {
        public override string ToString() => $"{Address} {Selector}";
    }

    [Theory]
    [InlineData(Roles.Visitor, Language.English)]
    [InlineData(Roles.Learner, Language.Persian)]
    [InlineData(Roles.Administrator, Language.English)]
    public async Task A_form_that_cannot_be_accepted_ends_in_a_page_of_the_academy(string role, Language language)
    {
        var (visitor, forms) = await CollectAsync(role, language);
        var stranger = await spoilt.Academy.SignInAsync(await spoilt.Academy.AddPersonAsync(Audience.Customer));
        var foreign = (await stranger.OpenAsync("/learning")).QuerySelector($"input[name={Token}]")!.GetAttribute("value");
        var wrong = new List<string>();
        foreach (var form in forms)
        {
            await TryAsync("without its token", (Token, null));
            await TryAsync("with the token of another session", (Token, foreign));
            if (form.Page.QuerySelector(form.Selector + " [name=_handler]") is not null)
            {
                await TryAsync("under an unknown name", ("_handler", "no-such-form"));
                await TryAsync("under no name", ("_handler", null));
            }

            async Task TryAsync(string how, params (string, string?)[] fields)
            {
                if (await ProblemAsync(visitor, await visitor.SubmitAsync(form.Page, form.Selector, form.Address, fields), language) is { } problem)
                {
                    wrong.Add($"{form} {how}: {problem}");
                }
            }
        }

        // Last, because it changes what the pages show.
        foreach (var form in forms.OrderBy(f => f.Selector.Contains("sign-out", StringComparison.Ordinal)))
        {
            for (var time = 1; time <= 2; time++)
            {
                if (await ProblemAsync(visitor, await visitor.SubmitAsync(form.Page, form.Selector, form.Address), language) is { } problem)
                {
                    wrong.Add($"{form} sent for time {time}: {problem}");
                }
            }
        }

        Assert.True(forms.Count >= (role == Roles.Visitor ? 4 : 10), $"{forms.Count} forms");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>The forms of all pages that the role may open, with its own records.</summary>
    private async Task<(Visitor Visitor, List<Found> Forms)> CollectAsync(string role, Language language)
    {
        var population = await spoilt.PopulationAsync();
        var visitor = await population.ComeAsAsync(role);
        visitor.Read(language);
        var forms = new List<Found>();
        var addresses = Endpoint.AllOf(spoilt.Academy).Where(e => e.IsPage).Select(e => (e.Pattern, Rule: AccessTable.Of(e.Pattern)!))
            .Where(e => e.Rule.Answer is null && AccessTable.May(role, e.Rule.Access)).Select(e => population.AddressOf(e.Pattern, e.Rule.Subject, role, own: true));
        foreach (var address in addresses)
        {
            var answer = await visitor.GetAsync(address);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                continue;
            }

            var page = await Visitor.ReadAsync(answer);
            foreach (var (form, index) in page.QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>().Select((f, i) => (f, i)))
            {
                var name = form.QuerySelector("[name=_handler]")?.GetAttribute("value") ?? form.GetAttribute("action")!;
                // The forms of the frame are on every page: once will do.
                if (forms.Any(f => f.Page.QuerySelector(f.Selector)!.OuterHtml.Contains(name, StringComparison.Ordinal) && (form.QuerySelector("[name=_handler]") is null || f.Address == address)))
                {
                    continue;
                }

                form.SetAttribute("data-test", $"f{index}");
                forms.Add(new(address, page, $"form[data-test=f{index}]{(name.StartsWith('/') ? $"[action='{name}']" : "")}"));
            }
        }

        return (visitor, forms);
    }

    /// <returns>Null where the answer, or the page it leads to, is one of the academy in the language.</returns>
    private static async Task<string?> ProblemAsync(Visitor visitor, HttpResponseMessage answer, Language language)
    {
        var shown = await visitor.FollowAsync(answer);
        if (shown.StatusCode == HttpStatusCode.NoContent)
        {
            // The browser stays on the page.
            return null;
        }

        if ((int)shown.StatusCode >= 500)
        {
            return $"{(int)shown.StatusCode}";
        }

        if (shown.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return $"{(int)shown.StatusCode} {shown.Content.Headers.ContentType?.MediaType ?? "nothing"}";
        }

        var page = await Visitor.ReadAsync(shown);
        var heading = page.QuerySelector("main h1")?.TextContent;
        return string.IsNullOrWhiteSpace(heading) ? $"{(int)shown.StatusCode} without a heading"
            : language == Language.English && page.DocumentElement.GetAttribute("lang") != "en" ? "not in English"
            : language == Language.Persian && page.DocumentElement.GetAttribute("lang") != "fa" ? "not in Persian"
            : null;
    }
}
