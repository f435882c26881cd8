using CustomerService.Certificates.Rules;
using CustomerService.Learning.Quizzes;
using CustomerService.Messages.Preferences;
using CustomerService.Messages.Rules;
using CustomerService.People;
using CustomerService.People.Rules;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CustomerService.App.Tests.Access;

/// <summary>A person with records of every kind.</summary>
/// <param name="OpenCourse">The course of the open attempt.</param>
/// <param name="ForeignCourse">A course for another audience.</param>
internal sealed record Inhabitant(
    TestPerson Person, string OpenCourse, string ForeignCourse, Guid OpenAttempt, string ItemId, Guid SubmittedAttempt, Guid Completion, Guid Certificate, string Code, Guid PrintJob, Guid Session, Guid Link, Guid Message, Guid Import);

/// <summary>An academy's people: one per role with their own records, a person in the role's scope, and a stranger who is
/// only in the scope of those who see everybody.</summary>
internal sealed class Population
{
    private readonly Academy _academy;
    private readonly Dictionary<string, Inhabitant> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Inhabitant> _reached = new(StringComparer.Ordinal);
    private Inhabitant _stranger = null!;
    private Guid _request;

    private Population(Academy academy) => _academy = academy;

    public static async Task<Population> SettleAsync(Academy academy)
    {
        var population = new Population(academy);
        var unit = await academy.AddUnitAsync("واحد");
        var partner = await academy.AddPartnerAsync("شریک");
        var request = new SignOnRequest(
            Guid.CreateVersion7(), new("none", "key of nobody", null, "nobody@example.org", "هیچ", "کس", "nobody@example.org", true, "7001", null, null, null, null, false, false), RequestReason.Unknown, null, academy.Clock.UtcNow());
        await academy.DoAsync(db => db.Add(request));
        population._request = request.Id;
        population._stranger = await population.AddAsync(Audience.Agent, null, await academy.AddPartnerAsync("دیگری"), null);
        foreach (var (role, audience, grant, organisation, place) in new (string, Audience, Role?, Organisation?, Unit?)[]
        {
            (Roles.Learner, Audience.Frontline, null, null, unit),
            (Roles.Agent, Audience.Agent, null, partner, null),
            (Roles.Customer, Audience.Customer, null, null, null),
            (Roles.Leader, Audience.Leader, Role.Leader, null, null),
            (Roles.Manager, Audience.Manager, Role.Manager, null, unit),
            (Roles.PartnerManager, Audience.Agent, Role.PartnerManager, partner, null),
            (Roles.HumanResources, Audience.Manager, Role.HumanResources, null, null),
            (Roles.Administrator, Audience.Leader, Role.Administrator, null, null),
        })
        {
            population._people[role] = await population.AddAsync(audience, grant, organisation, place);
        }

        foreach (var role in population._people.Keys)
        {
            population._reached[role] = role == Roles.PartnerManager ? population._people[Roles.Agent] : population._people[Roles.Learner];
        }

        return population;
    }

    public async Task<Visitor> ComeAsAsync(string role) => role == Roles.Visitor ? _academy.Visit() : await _academy.SignInAsync(_people[role].Person);

    /// <summary>The role's own person.</summary>
    public TestPerson Self(string role) => _people[role].Person;

    /// <summary>A person in the role's scope, or one who is only in the scope of those who see everybody.</summary>
    public TestPerson Other(string role, bool own) => (own ? _reached[role] : _stranger).Person;

    /// <summary>The URL of a route for a role: with its own record, or one in its scope; or with a foreign one.</summary>
    public string AddressOf(string pattern, Subject subject, string role, bool own)
    {
        // An anonymous visitor owns nothing: all records are foreign.
        var self = _people.GetValueOrDefault(role, _stranger);
        var whose = own ? self : _stranger;
        var (id, code) = subject switch
        {
            Subject.OpenAttempt => (whose.OpenAttempt, ""),
            Subject.SubmittedAttempt => (whose.SubmittedAttempt, ""),
            Subject.OwnCertificate => (whose.Certificate, ""),
            Subject.OwnCompletion => (whose.Completion, ""),
            Subject.Person => ((own ? _reached.GetValueOrDefault(role, _stranger) : _stranger).Person.Id, ""),
            Subject.PersonCertificate => ((own ? _reached.GetValueOrDefault(role, _stranger) : _stranger).Certificate, ""),
            Subject.PrintJob => (whose.PrintJob, ""),
            Subject.Session => (whose.Session, ""),
            Subject.SignOnLink => (whose.Link, ""),
            Subject.Message => (whose.Message, ""),
            Subject.Import => (whose.Import, ""),
            Subject.SignOnRequest => (own ? _request : Guid.NewGuid(), ""),
            Subject.Rule => (Guid.NewGuid(), ""),
            Subject.VerificationCode => (Guid.Empty, own ? self.Code : "7K4M-2PQR-9TVW-XYZ3-6HJN"),
            Subject.StatusCode => (Guid.Empty, "404"),
            Subject.Course or Subject.Provider or Subject.MailToken or Subject.HelpTopic or Subject.None => (Guid.Empty, ""),
            _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "No record of this kind."),
        };
        return string.Join('/', pattern.Split('/').Select(part => part switch
        {
            "{CourseId}" or "{courseId}" => own ? self.OpenCourse : self.ForeignCourse,
            "{LessonId}" or "{lessonId}" => "L1",
            "{ScenarioId}" => "S1",
            "{itemId}" => whose.ItemId,
            "{token}" => own ? _academy.Services.GetRequiredService<UnsubscribeTokens>().Make(self.Person.Id, MessageKind.AttemptReleased) : "no-token",
            "{provider}" or "{hash}" or "{colour}" => "none",
            "{Slug}" => own ? "sign-in" : "no-such-task",
            "{Code}" or "{Code:int}" => code,
            _ when part.StartsWith('{') && part.EndsWith(":guid}", StringComparison.Ordinal) => id.ToString("D"),
            _ when part.StartsWith('{') => throw new ArgumentException($"{pattern}: {part} is not known here.", nameof(pattern)),
            _ => part,
        }));
    }

    private async Task<Inhabitant> AddAsync(Audience audience, Role? role, Organisation? organisation, Unit? unit)
    {
        var (done, open, foreign) = audience switch
        {
            Audience.Agent => ("C01", "C03", "C05"),
            Audience.Customer => ("C13", "C14", "C05"),
            Audience.Leader => ("C02", "C01", "C05"),
            Audience.Manager => ("C02", "C03", "C09"),
            _ => ("C02", "C03", "C05"),
        };
        var person = await _academy.AddPersonAsync(audience, role, organisation, unit);
        var submitted = await _academy.SitAsync(person, done);
        var attempt = await _academy.StartQuizAsync(person, open);
        var item = (await _academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attempt))!.Quiz.Items[0].Id;
        var certificate = await _academy.ReadAsync(db => db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.PersonId == person.Id && c.SubjectId == done));
        var message = await _academy.ReadAsync(db => db.Set<Message>().Where(m => m.PersonId == person.Id && m.Kind == MessageKind.CertificateIssued).Select(m => m.Id).FirstAsync());
        var print = new PrintJob(Guid.CreateVersion7(), person.Id, 1, Language.Persian, false, _academy.Clock.UtcNow());
        var limits = _academy.Services.GetRequiredService<IOptions<PeopleOptions>>().Value.SessionLimits;
        var session = new UserSession(Guid.CreateVersion7(), person.Id, isRemembered: true, limits, "192.0.2.7", "Firefox · Linux", _academy.Clock.UtcNow());
        var link = new SignOnLink(Guid.CreateVersion7(), "none", $"key of {person.UserName}", person.Id, person.UserName, LinkOrigin.Email, _academy.Clock.UtcNow());
        var import = ImportsOf.New(person.Id, _academy.Clock.UtcNow());
        byte[] file = [.. "%PDF"u8];
        await _academy.DoAsync(db =>
        {
            var row = db.Add(print);
            row.Property(p => p.State).CurrentValue = PrintState.Ready;
            row.Property(p => p.Progress).CurrentValue = 1000;
            row.Property(p => p.Run).CurrentValue = 1;
            row.Property(p => p.Bytes).CurrentValue = file.Length;
            db.AddRange(session, link, import);
            db.Add(new PrintJobItem(print.Id, 0, certificate.Id));
            db.Add(new PrintJobChunk(print.Id, 1, 0, file));
        });
        return new(person, open, foreign, attempt, item, submitted, certificate.CompletionId, certificate.Id, certificate.Code, print.Id, session.Id, link.Id, message, import.Id);
    }
}
