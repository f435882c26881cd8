using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.People.SignOn;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.EndToEnd.Tests.Pages;

/// <summary>A page that people meet on their way.</summary>
/// <param name="Who">User name, or null for a visitor.</param>
/// <param name="Status">What the server answers.</param>
public sealed record JourneyPage(string? Who, string Address, int Status = 200)
{
    /// <summary>For file names.</summary>
    public string Name => string.Concat($"{Who ?? "visitor"}-{Address}".Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}

/// <summary>Every page of the journey from the front door to the printed certificate, in the states that show most.</summary>
public sealed class JourneyPages(RunningAcademy academy)
{
    private const string Candidate = "sweep.candidate";

    /// <summary>Pages that lead on at once or are part of another page, and those that a journey of their own checks.</summary>
    public static readonly string[] OpenedElsewhere =
    [
        "/", "/access-denied", "/office/not-found", "/status/{Code:int}", // sent on, or shown in place of another page
        "/setup", // closed as soon as there is an administrator: FirstRunTests
        "/sign-in/second-step", "/account/two-step/codes", // TwoStepJourneyTests
        "/account/password", // for whoever holds a password that was handed out: HandedOutPasswordTests
        "/office/import/{Id:guid}", // ImportTests
    ];

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<JourneyPage>? _pages;

    public async Task<IReadOnlyList<JourneyPage>> AllAsync()
    {
        await _one.WaitAsync();
        try
        {
            return _pages ??= await FindAsync();
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<IReadOnlyList<JourneyPage>> FindAsync()
    {
        var learners = academy.Learners;
        var course = await learners.CourseAsync("C03");
        var scenario = course.Scenarios[0];
        var path = BestPath.Of(scenario);
        var sara = await learners.IdOfAsync("sara");
        var certificate = await learners.NewestCertificateAsync(sara);
        var unit = await learners.UnitOfAsync(sara);

        var rule = await learners.ReadDbAsync(db => db.Set<AssignmentRule>().OrderBy(r => r.Id).Select(r => r.Id).FirstAsync());
        var request = await learners.ReadDbAsync(db => db.Set<SignOnRequest>().Select(r => r.Id).FirstAsync());
        var import = await learners.ReadDbAsync(db => db.Set<PeopleImport>().Where(i => i.Kind == ImportKind.People).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync());
        var print = await learners.OrderPrintAsync(await learners.IdOfAsync("mina"));

        // Somebody in the middle of a quiz, who failed another one before.
        var candidate = await learners.JoinAsync(Candidate, new PersonName("روشنک", "پیمان‌فر", "Roshanak", "Peymanfar"));
        await learners.ReadAsync(candidate.Id, "C01");
        await learners.PlayAsync(candidate.Id, "C01");
        var failed = await learners.SitAsync(candidate.Id, "C01", Language.Persian, answers: 9, right: false);
        await learners.HandInAsync(candidate.Id, failed);
        await learners.ReadAsync(candidate.Id, "C03");
        await learners.PlayAsync(candidate.Id, "C03");
        var open = await learners.SitAsync(candidate.Id, "C03", Language.Persian, answers: 6);

        return
        [
            new(null, "/sign-in"),
            new(null, "/register"),
            new(null, "/verify"),
            new(null, $"/verify/{certificate.Code}"),
            new(null, "/verify/ABCDEFGHJKMNPQRS"),
            new(null, "/forgot-password"),
            new(null, "/reset-password?token=of-nobody"),
            new(null, "/unsubscribe?token=of-nobody"),
            new(null, "/signed-out"),
            new(null, "/sign-in/problem"),
            new(null, "/design/public"),
            new(null, "/help"),
            new(null, "/help/verify-a-certificate"),
            new(null, "/no-such-page", 404),
            new("sara", "/no-such-page", 404),
            new("sara", "/learning"),
            new("sara", "/courses/C03"),
            .. course.Lessons.Select(lesson => new JourneyPage("sara", $"/courses/C03/lessons/{lesson.Id}")),
            new("sara", $"/courses/C03/scenarios/{scenario.Id}"),
            new("sara", $"/courses/C03/scenarios/{scenario.Id}?path={path[..path.IndexOf('.', StringComparison.Ordinal)]}"),
            new("sara", $"/courses/C03/scenarios/{scenario.Id}?path={path}"),
            new("sara", "/courses/C03/quiz"),
            new("sara", "/record"),
            new("sara", "/certificates"),
            new("sara", $"/certificates/{certificate.Id}"),
            new("sara", "/glossary"),
            new("sara", "/standards"),
            new("sara", "/help?q=zzzz"),
            new("sara", "/inbox"),
            new("sara", "/inbox/mail"),
            new("sara", "/account"),
            new("sara", "/account/confirm-email?token=of-nobody"),
            new("sara", "/account/two-step"),
            new("sara", "/design"),
            new("sara", "/design/lesson"),
            new("sara", "/account/two-step/app"),
            new(Candidate, "/courses/C01/quiz"),
            new(Candidate, $"/attempts/{failed}/result"),
            new(Candidate, "/courses/C03"),
            new(Candidate, $"/attempts/{open}"),
            new(Candidate, $"/attempts/{open}/hand-in"),
            new("leyla", "/learning"),
            new("nima", "/learning"),
            new("mina", "/office"),
            new("mina", "/office/matrix"),
            new("mina", "/office/matrix?course=C03&state=completed"),
            new("mina", $"/office/people/{sara}"),
            new("mina", $"/office/certificates/{certificate.Id}"),
            new("mina", "/office/prints"),
            new("mina", $"/office/prints/{print}"),
            new("mina", "/office/sign-on"),
            new("mina", $"/office/sign-on/{request}"),
            new("mina", "/office/people"),
            new("mina", "/office/people?q=nobody-at-all"),
            new("mina", "/design/office"),
            new("mina", "/office/import"),
            new("mina", "/office/import?kind=completions"),
            new("mina", $"/office/slips/{import:D}"),
            new("mina", "/office/messages"),
            new("mina", "/office/messages/templates"),
            new("mina", "/office/people/new"),
            new("mina", $"/office/people/{sara}/edit"),
            new("mina", "/office/assignments"),
            new("mina", "/office/assignments/new"),
            new("mina", $"/office/assignments/{rule}"),
            new("mina", "/office/organisations"),
            new("mina", "/office/validity"),
            new("mina", $"/office/organisations?id={unit}"),
            new("mina", "/office/settings?section=certificates"),
            new("mina", "/office/settings?section=deadlines"),
            new("admin", "/office"),
            new("admin", "/office/settings?section=academy"),
            new("admin", "/office/settings?section=access"),
            new("admin", "/office/settings?section=mail"),
            new("mina", "/help"),
            new("mina", "/help/add-a-person"),
            new("kaveh", "/office"),
            new("kaveh", "/office/matrix"),
            new("kaveh", "/office/people"),
        ];
    }
}
