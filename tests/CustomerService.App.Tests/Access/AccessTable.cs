using System.Net;

namespace CustomerService.App.Tests.Access;

/// <summary>Who may open what. A new page or endpoint that is not listed here fails the build's tests.</summary>
internal enum Access
{
    /// <summary>Visitors too.</summary>
    Anyone,

    /// <summary>Whoever is signed in; what is shown is their own.</summary>
    SignedIn,

    /// <summary>Managers, partner managers, HR and administrators; whom they see, their scope says.</summary>
    SeesPeople,

    /// <summary>Those, and leaders, who see no names.</summary>
    SeesFigures,

    HumanResources,

    /// <summary>HR, administrators, and partner managers for their own agents.</summary>
    ManagesPeople,

    Administrator,
}

/// <summary>What the ids of a route name. For each there is a record that is the asking person's own, or within their reach, and a foreign one.</summary>
internal enum Subject
{
    /// <summary>The route has no id.</summary>
    None,

    /// <summary>A course with its lesson and its scenario; a foreign one is for another audience.</summary>
    Course,

    /// <summary>An attempt that is open, with an item of its form.</summary>
    OpenAttempt,
    SubmittedAttempt,

    /// <summary>The asking person's certificate, or a stranger's.</summary>
    OwnCertificate,
    OwnCompletion,

    /// <summary>A person whom the asking person's role reaches.</summary>
    Person,

    /// <summary>The certificate of such a person.</summary>
    PersonCertificate,
    PrintJob,

    /// <summary>The code on a certificate; a foreign one is on none.</summary>
    VerificationCode,
    StatusCode,
}

/// <param name="Answer">The status for whoever may ask, where it is another than a page or a redirect to one.</param>
internal sealed record RouteRule(Access Access, Subject Subject = Subject.None, HttpStatusCode? Answer = null)
{
    public static implicit operator RouteRule(Access access) => new(access);

    public static implicit operator RouteRule((Access Access, Subject Subject) rule) => new(rule.Access, rule.Subject);
}

internal static class AccessTable
{
    /// <summary>Route pattern → who, and what its ids name. Patterns ending in <c>*</c> are prefixes (files and framework endpoints).</summary>
    public static IReadOnlyDictionary<string, RouteRule> Routes { get; } = new Dictionary<string, RouteRule>(StringComparer.OrdinalIgnoreCase)
    {
        ["/sign-in"] = Access.Anyone,
        ["/register"] = Access.Anyone,
        ["/setup"] = new(Access.Anyone, Answer: HttpStatusCode.NotFound), // the academy is set up
        ["/sign-out"] = Access.Anyone,
        ["/access-denied"] = new(Access.Anyone, Answer: HttpStatusCode.Forbidden),
        ["/status/{Code:int}"] = new(Access.Anyone, Subject.StatusCode, HttpStatusCode.NotFound),
        ["/design*"] = new(Access.Anyone, Answer: HttpStatusCode.NotFound), // Development alone shows them
        ["/preferences/language"] = Access.Anyone,
        ["/preferences/theme"] = Access.Anyone,
        ["/health/live"] = Access.Anyone,
        ["/health/ready"] = Access.Anyone,
        ["/verify"] = Access.Anyone,
        ["/verify/{Code}"] = (Access.Anyone, Subject.VerificationCode),

        ["/"] = Access.SignedIn,
        ["/account"] = Access.SignedIn,
        ["/glossary"] = Access.Anyone,
        ["/learning"] = Access.SignedIn,
        ["/record"] = Access.SignedIn,
        ["/courses/{CourseId}"] = (Access.SignedIn, Subject.Course),
        ["/courses/{CourseId}/lessons/{LessonId}"] = (Access.SignedIn, Subject.Course),
        ["/courses/{courseId}/lessons/{lessonId}/position"] = (Access.SignedIn, Subject.Course),
        ["/courses/{CourseId}/scenarios/{ScenarioId}"] = (Access.SignedIn, Subject.Course),
        ["/courses/{CourseId}/quiz"] = (Access.SignedIn, Subject.Course),
        ["/attempts/{AttemptId:guid}"] = (Access.SignedIn, Subject.OpenAttempt),
        ["/attempts/{AttemptId:guid}/hand-in"] = (Access.SignedIn, Subject.OpenAttempt),
        ["/attempts/{AttemptId:guid}/result"] = (Access.SignedIn, Subject.SubmittedAttempt),
        ["/attempts/{attemptId:guid}/answers/{itemId}"] = (Access.SignedIn, Subject.OpenAttempt),
        ["/certificates"] = Access.SignedIn,
        ["/certificates/{Id:guid}"] = (Access.SignedIn, Subject.OwnCertificate),
        ["/certificates/{id:guid}/pdf"] = (Access.SignedIn, Subject.OwnCertificate),
        ["/certificates/of/{completionId:guid}"] = (Access.SignedIn, Subject.OwnCompletion),
        ["/standards"] = Access.SignedIn,

        ["/office"] = Access.SeesFigures,
        ["/office/matrix"] = Access.SeesPeople,
        ["/office/matrix/export"] = Access.SeesPeople,
        ["/office/people"] = Access.SeesPeople,
        ["/office/people/{Id:guid}"] = (Access.SeesPeople, Subject.Person),
        ["/office/people/new"] = Access.ManagesPeople,
        ["/office/people/{Id:guid}/edit"] = (Access.ManagesPeople, Subject.Person),
        ["/office/organisations"] = Access.HumanResources,
        ["/office/certificates/{Id:guid}"] = (Access.SeesPeople, Subject.PersonCertificate),
        ["/office/prints"] = Access.SeesPeople,
        ["/office/prints/{Id:guid}"] = (Access.SeesPeople, Subject.PrintJob),
        ["/office/prints/{id:guid}/progress"] = (Access.SeesPeople, Subject.PrintJob),
        ["/office/prints/{id:guid}/file"] = (Access.SeesPeople, Subject.PrintJob),
    };

    /// <returns>Null for a route that is not listed.</returns>
    public static RouteRule? Of(string pattern) =>
        Routes.TryGetValue(pattern, out var rule) ? rule
        : Routes.Where(r => r.Key.EndsWith('*') && pattern.StartsWith(r.Key[..^1], StringComparison.OrdinalIgnoreCase)).Select(r => r.Value).FirstOrDefault();

    public static bool May(string role, Access access) => access switch
    {
        Access.Anyone => true,
        Access.SignedIn => role != Roles.Visitor,
        Access.SeesPeople => role is Roles.Manager or Roles.PartnerManager || SeesEverybody(role),
        Access.SeesFigures => role == Roles.Leader || May(role, Access.SeesPeople),
        Access.ManagesPeople => role == Roles.PartnerManager || SeesEverybody(role),
        Access.HumanResources => SeesEverybody(role),
        Access.Administrator => role == Roles.Administrator,
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "Nobody said who may."),
    };

    /// <summary>Whether the role's scope reaches every person and every certificate.</summary>
    public static bool SeesEverybody(string role) => role is Roles.HumanResources or Roles.Administrator;
}

/// <summary>Who asks: every kind of person there is.</summary>
internal static class Roles
{
    public const string Visitor = "visitor", Learner = "learner", Agent = "agent", Customer = "customer", Leader = "leader", Manager = "manager",
        PartnerManager = "partner manager", HumanResources = "human resources", Administrator = "administrator";

    public static TheoryData<string> All => [Visitor, Learner, Agent, Customer, Leader, Manager, PartnerManager, HumanResources, Administrator];
}
