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

internal static class AccessTable
{
    /// <summary>Route pattern → who. Patterns ending in <c>*</c> are prefixes (files and framework endpoints).</summary>
    public static IReadOnlyDictionary<string, Access> Routes { get; } = new Dictionary<string, Access>(StringComparer.OrdinalIgnoreCase)
    {
        ["/sign-in"] = Access.Anyone,
        ["/register"] = Access.Anyone,
        ["/setup"] = Access.Anyone,
        ["/sign-out"] = Access.Anyone,
        ["/access-denied"] = Access.Anyone,
        ["/status/{Code:int}"] = Access.Anyone,
        ["/design*"] = Access.Anyone,
        ["/preferences/language"] = Access.Anyone,
        ["/preferences/theme"] = Access.Anyone,
        ["/health/live"] = Access.Anyone,
        ["/health/ready"] = Access.Anyone,
        ["/verify"] = Access.Anyone,
        ["/verify/{Code}"] = Access.Anyone,

        ["/"] = Access.SignedIn,
        ["/account"] = Access.SignedIn,
        ["/glossary"] = Access.Anyone,
        ["/learning"] = Access.SignedIn,
        ["/record"] = Access.SignedIn,
        ["/courses/{CourseId}"] = Access.SignedIn,
        ["/courses/{CourseId}/lessons/{LessonId}"] = Access.SignedIn,
        ["/courses/{courseId}/lessons/{lessonId}/position"] = Access.SignedIn,
        ["/courses/{CourseId}/scenarios/{ScenarioId}"] = Access.SignedIn,
        ["/courses/{CourseId}/quiz"] = Access.SignedIn,
        ["/attempts/{AttemptId:guid}"] = Access.SignedIn,
        ["/attempts/{AttemptId:guid}/hand-in"] = Access.SignedIn,
        ["/attempts/{AttemptId:guid}/result"] = Access.SignedIn,
        ["/attempts/{attemptId:guid}/answers/{itemId}"] = Access.SignedIn,
        ["/certificates"] = Access.SignedIn,
        ["/certificates/{Id:guid}"] = Access.SignedIn,
        ["/certificates/{id:guid}/pdf"] = Access.SignedIn,
        ["/certificates/of/{completionId:guid}"] = Access.SignedIn,
        ["/standards"] = Access.SignedIn,

        ["/office"] = Access.SeesFigures,
        ["/office/matrix"] = Access.SeesPeople,
        ["/office/matrix/export"] = Access.SeesPeople,
        ["/office/people"] = Access.SeesPeople,
        ["/office/people/{Id:guid}"] = Access.SeesPeople,
        ["/office/people/new"] = Access.ManagesPeople,
        ["/office/people/{Id:guid}/edit"] = Access.ManagesPeople,
        ["/office/organisations"] = Access.HumanResources,
        ["/office/certificates/{Id:guid}"] = Access.SeesPeople,
        ["/office/prints"] = Access.SeesPeople,
        ["/office/prints/{Id:guid}"] = Access.SeesPeople,
        ["/office/prints/{id:guid}/progress"] = Access.SeesPeople,
        ["/office/prints/{id:guid}/file"] = Access.SeesPeople,
    };

    public static Access? Of(string pattern) =>
        Routes.TryGetValue(pattern, out var access) ? access
        : Routes.Where(r => r.Key.EndsWith('*') && pattern.StartsWith(r.Key[..^1], StringComparison.OrdinalIgnoreCase)).Select(r => (Access?)r.Value).FirstOrDefault();
}
