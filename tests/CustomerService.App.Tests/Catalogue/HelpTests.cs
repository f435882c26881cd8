using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using CustomerService.App.Tests.Access;
using CustomerService.Catalogue;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Ui.Help;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Catalogue;

/// <summary>Help on every task and page, for whoever it is for.</summary>
public sealed partial class HelpTests(SharedAcademy shared)
{
    /// <summary>What each role does, in the order in which its topics are shown. What any signed-in person does stands once, under learner.</summary>
    private static readonly Dictionary<string, string[]> Tasks = new(StringComparer.Ordinal)
    {
        ["visitor"] = ["sign-in", "forgotten-password", "sign-in-by-organisation", "second-step", "register", "verify-a-certificate"],
        ["learner"] =
        [
            "start-a-course", "continue-a-course", "read-a-lesson", "play-a-scenario", "take-the-quiz", "lost-connection", "quiz-result", "renew-a-course", "training-record",
            "my-certificates", "words-and-standards", "messages", "my-account", "change-password", "two-step-sign-in", "signed-in-devices",
        ],
        ["customer"] = ["customer-account"],
        ["leader"] = ["overview"],
        ["manager"] = ["overview", "people-and-courses", "find-people", "a-persons-record", "release-an-attempt", "decide-about-a-course", "reissue-or-revoke", "print-certificates"],
        ["partner-manager"] =
        [
            "overview", "people-and-courses", "find-people", "add-a-person", "import-people", "first-use-slips", "change-a-person", "a-persons-record", "release-an-attempt", "decide-about-a-course", "reissue-or-revoke",
            "print-certificates", "delivery-log",
        ],
        ["human-resources"] =
        [
            "overview", "people-and-courses", "find-people", "add-a-person", "import-people", "first-use-slips", "change-a-person", "a-persons-record", "confirm-a-contact", "organisations-and-units",
            "release-an-attempt", "decide-about-a-course", "assign-by-rules", "sign-on-requests", "reissue-or-revoke", "end-of-validity", "print-certificates", "settings", "delivery-log", "texts-of-messages",
        ],
        ["administrator"] =
        [
            "first-run", "overview", "people-and-courses", "who-can-sign-in", "find-people", "lost-second-factor", "add-a-person", "backup-and-settings", "import-people", "first-use-slips",
            "change-a-person", "a-persons-record", "confirm-a-contact", "organisations-and-units", "release-an-attempt", "decide-about-a-course", "assign-by-rules", "sign-on-requests", "reissue-or-revoke", "end-of-validity",
            "print-certificates", "settings", "delivery-log", "texts-of-messages",
        ],
    };

    private HelpTopics Topics => shared.Academy.Services.GetRequiredService<HelpTopics>();

    [Fact]
    public void Every_task_of_every_role_has_its_topic()
    {
        foreach (var (reader, tasks) in Tasks)
        {
            Assert.Equal(tasks, Topics.All.Where(t => t.Readers.Any(r => r.Key == reader)).Select(t => t.Slug));
        }

        Assert.Empty(Topics.All.Select(t => t.Slug).Except(Tasks.Values.SelectMany(t => t)));
    }

    [Fact]
    public void A_topic_has_steps_and_advice_and_the_same_links_in_both_languages()
    {
        foreach (var topic in Topics.All)
        {
            foreach (var body in new[] { topic.Body.Fa, topic.Body.En })
            {
                Assert.True(Step().Count(body) >= 2, $"{topic.Slug} has no steps");
                Assert.True(Heading().Count(body) == 1, $"{topic.Slug} does not say what to do if something goes wrong");
            }

            Assert.Equal(Step().Count(topic.Body.En), Step().Count(topic.Body.Fa));
            Assert.Equal(LinksOf(topic.Body.En).Order(StringComparer.Ordinal), LinksOf(topic.Body.Fa).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_route_of_a_topic_is_a_page()
    {
        var pages = Endpoint.AllOf(shared.Academy).Where(e => e.IsPage).Select(e => e.Pattern).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Topics.All.SelectMany(t => t.Routes.Where(r => !pages.Contains(r)).Select(r => $"{t.Slug}: {r}")));
    }

    [Fact]
    public void Every_link_leads_to_a_topic_or_to_a_page_that_each_of_its_readers_may_open()
    {
        var wrong = Topics.All.SelectMany(topic => LinksOf(topic.Body.En).Where(link => link.StartsWith("help:", StringComparison.Ordinal)
                ? Topics.Find(link["help:".Length..]) is null
                : AccessTable.Routes.GetValueOrDefault(link) is not { Answer: null } rule || topic.Readers.Any(r => RolesOf(r.Key).Any(role => !AccessTable.May(role, rule.Access))))
            .Select(link => $"{topic.Slug}: {link}"));
        Assert.Empty(wrong);
    }

    [Theory, MemberData(nameof(AllRoles))]
    public void Every_page_that_a_role_opens_is_explained(string role)
    {
        var person = PersonOf(role);
        string[] needNone = ["/help", "/help/{Slug}", "/access-denied", "/status/{Code:int}", "/office/not-found"];
        var silent = Endpoint.AllOf(shared.Academy).Where(e => e.IsPage && !needNone.Contains(e.Pattern) && !e.Pattern.StartsWith("/design", StringComparison.Ordinal))
            .Where(e => AccessTable.May(role, AccessTable.Of(e.Pattern)!.Access))
            .Where(e => Topics.Of(e.Pattern.Replace("{Id:guid}", $"{Guid.Empty:D}", StringComparison.Ordinal), person) is not { } topic
                || (AccessTable.Of(e.Pattern)!.Access != Access.Access.Anyone && !topic.IsFor(person)))
            .Select(e => e.Pattern);
        Assert.Empty(silent);
    }

    public static TheoryData<string> AllRoles => Roles.All;

    [Theory]
    [InlineData(Roles.Visitor, "/sign-in", "/help/sign-in")]
    [InlineData(Roles.Visitor, "/help", "/help")]
    [InlineData(Roles.Learner, "/learning", "/help/start-a-course")]
    [InlineData(Roles.Learner, "/courses/C03/quiz", "/help/take-the-quiz")]
    [InlineData(Roles.HumanResources, "/office/matrix", "/help/people-and-courses")]
    [InlineData(Roles.HumanResources, "/office/people/new", "/help/add-a-person")]
    [InlineData(Roles.Manager, "/office/people", "/help/find-people")]
    public async Task The_question_mark_leads_to_the_help_on_the_page(string role, string address, string help)
    {
        var visitor = await (await shared.PopulationAsync()).ComeAsAsync(role);
        var page = await visitor.OpenAsync(address);
        Assert.Equal(help, page.QuerySelector("a[data-help]")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("گواهي نامه لاتين", "my-certificates")]
    [InlineData("امتحان", "take-the-quiz")]
    [InlineData("Passport certificate", "my-certificates")]
    public async Task The_search_ignores_how_a_word_is_written_and_finds_other_names_of_a_task(string asked, string slug)
    {
        var learner = await (await shared.PopulationAsync()).ComeAsAsync(Roles.Learner);
        var page = await learner.OpenAsync("/help?q=" + Uri.EscapeDataString(asked));
        Assert.Equal("/help/" + slug, page.QuerySelector(".help-topics a")!.GetAttribute("href"));
        Assert.Equal(asked, page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_search_that_finds_nothing_leads_back_to_all_help() =>
        Assert.NotNull((await shared.Academy.Visit().OpenAsync("/help?q=zzzz")).QuerySelector(".empty a[href='/help']"));

    [Theory]
    [InlineData(Roles.Visitor, "sign-in")]
    [InlineData(Roles.Learner, "start-a-course")]
    [InlineData(Roles.Customer, "customer-account")]
    [InlineData(Roles.HumanResources, "overview")]
    public async Task The_tasks_of_the_reader_come_first_and_all_others_follow(string role, string first)
    {
        var visitor = await (await shared.PopulationAsync()).ComeAsAsync(role);
        var links = (await visitor.OpenAsync("/help")).QuerySelectorAll(".help-topics a").Select(a => a.GetAttribute("href")!["/help/".Length..]).ToList();
        Assert.Equal(first, links[0]);
        Assert.Empty(Topics.All.Select(t => t.Slug).Except(links));
    }

    [Fact]
    public async Task Pages_that_do_not_open_for_the_reader_are_named_without_a_link()
    {
        var population = await shared.PopulationAsync();
        var page = await (await population.ComeAsAsync(Roles.Learner)).OpenAsync("/help/add-a-person");
        Assert.Empty(page.QuerySelectorAll(".help-topic a[href^='/office']"));
        Assert.NotEmpty(page.QuerySelectorAll(".help-topic ol li"));

        var office = await (await population.ComeAsAsync(Roles.HumanResources)).OpenAsync("/help/add-a-person");
        Assert.NotEmpty(office.QuerySelectorAll("[data-enhance-nav=false] a[href='/office/people']"));
        Assert.NotEmpty((await (await population.ComeAsAsync(Roles.Learner)).OpenAsync("/help/verify-a-certificate")).QuerySelectorAll(".help-topic a[href='/verify']"));
    }

    [Fact]
    public async Task Help_opens_before_the_first_administrator_is_there()
    {
        await using var academy = new Academy();
        Assert.Equal(HttpStatusCode.OK, (await academy.Visit(Language.English).GetAsync("/help/first-run")).StatusCode);
    }

    [Fact]
    public void A_topic_for_nobody_known_or_of_a_name_that_is_taken_stops_the_start_and_is_named()
    {
        var source = new HelpSource(typeof(CatalogueSetup).Assembly);
        var unknown = Assert.Throws<InvalidOperationException>(() => new HelpTopics([], [source]));
        Assert.Equal("help/words-and-standards.en.md: there is no reader learner.", unknown.Message);

        var twice = Assert.Throws<InvalidOperationException>(() => new HelpTopics([new HelpReader("learner", () => "", _ => true)], [source, source]));
        Assert.Contains("words-and-standards", twice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. Open it.", "does not begin with headings")]
    [InlineData("---\ntitle: One\n1. Open it.", "does not begin with headings")]
    [InlineData("---\ntitle\n---\n1. Open it.", "«title»")]
    [InlineData("---\ntitle: One\ntitle: Two\n---\n1. Open it.", "«title: Two»")]
    public void A_file_of_another_form_is_refused_with_its_name(string text, string reason)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => HelpFile.Parse("help/x.en.md", text));
        Assert.Contains("help/x.en.md", refused.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_heading_that_is_missing_is_named()
    {
        var file = HelpFile.Parse("help/x.en.md", "---\r\ntitle: One: two\r\n---\r\n\r\n1. Open it.\r\n");
        Assert.Equal(("One: two", "1. Open it."), (file.Required("title"), file.Body));
        Assert.Contains("summary", Assert.Throws<InvalidOperationException>(() => file.Required("summary")).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> LinksOf(string body) => Link().Matches(body).Select(m => m.Groups["to"].Value).Distinct(StringComparer.Ordinal);

    private static string[] RolesOf(string reader) => reader switch
    {
        "visitor" => [Roles.Visitor],
        "learner" => [Roles.Learner, Roles.Agent, Roles.Customer, Roles.Leader, Roles.Manager, Roles.PartnerManager, Roles.HumanResources, Roles.Administrator],
        "human-resources" => [Roles.HumanResources],
        "partner-manager" => [Roles.PartnerManager],
        _ => [Assert.Single(new[] { Roles.Customer, Roles.Leader, Roles.Manager, Roles.Administrator }, r => r == reader)],
    };

    private static ClaimsPrincipal PersonOf(string role)
    {
        Role? held = role switch
        {
            Roles.Leader => Role.Leader,
            Roles.Manager => Role.Manager,
            Roles.PartnerManager => Role.PartnerManager,
            Roles.HumanResources => Role.HumanResources,
            Roles.Administrator => Role.Administrator,
            _ => null,
        };
        var audience = role switch { Roles.Customer => Audience.Customer, Roles.Agent => Audience.Agent, _ => Audience.Frontline };
        return role == Roles.Visitor
            ? new(new ClaimsIdentity())
            : new(new ClaimsIdentity([new Claim(AcademyClaims.Audience, audience.ToString()), .. held is { } grant ? [new Claim(ClaimTypes.Role, grant.ToString())] : Array.Empty<Claim>()], "test"));
    }

    [GeneratedRegex(@"^\d+\. ", RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex("^## ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
