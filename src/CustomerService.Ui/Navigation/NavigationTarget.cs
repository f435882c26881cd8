namespace CustomerService.Ui.Navigation;

/// <summary>A page or form of a downstream capability, known by name to the upstream ones that link to it. The capability that owns the page
/// registers its URL with <see cref="NavigationSetup"/>; <see cref="NavigationTargets"/> resolves it. Code that may reference the
/// owner uses the owner's route class instead.</summary>
public abstract class NavigationTarget
{
    private static readonly List<NavigationTarget> Known = [];

    private protected NavigationTarget(string name)
    {
        Name = name;
        Known.Add(this);
    }

    /// <summary>The sign-in page.</summary>
    public static NavigationTarget<NoKey> SignIn { get; } = new(nameof(SignIn));

    /// <summary>The sign-out form is posted here.</summary>
    public static NavigationTarget<NoKey> SignOut { get; } = new(nameof(SignOut));

    /// <summary>The public page that verifies a certificate.</summary>
    public static NavigationTarget<NoKey> VerifyCertificate { get; } = new(nameof(VerifyCertificate));

    /// <summary>A person's course progress, for HR and managers; by person id.</summary>
    public static NavigationTarget<Guid> PersonRecord { get; } = new(nameof(PersonRecord));

    /// <summary>A lesson of a course, for its learners.</summary>
    public static NavigationTarget<LessonKey> Lesson { get; } = new(nameof(Lesson));

    /// <summary>The certificates of the signed-in person.</summary>
    public static NavigationTarget<NoKey> MyCertificates { get; } = new(nameof(MyCertificates));

    /// <summary>The certificate issued for a completion; by completion id.</summary>
    public static NavigationTarget<Guid> CertificateOfCompletion { get; } = new(nameof(CertificateOfCompletion));

    /// <summary>First-use slips of people whom an import added; by the import's id.</summary>
    public static NavigationTarget<Guid> FirstUseSlips { get; } = new(nameof(FirstUseSlips));

    /// <summary>People and courses, for HR and managers.</summary>
    public static NavigationTarget<NoKey> Matrix { get; } = new(nameof(Matrix));

    /// <summary>The list of people, for whoever sees people; with a search text as <c>q</c>.</summary>
    public static NavigationTarget<NoKey> PeopleList { get; } = new(nameof(PeopleList));

    /// <summary>The form that assigns a course or a path, filled in with whom it is for.</summary>
    public static NavigationTarget<AssigneesKey> AssignCourses { get; } = new(nameof(AssignCourses));

    /// <summary>The signed-in person's messages.</summary>
    public static NavigationTarget<NoKey> Inbox { get; } = new(nameof(Inbox));

    /// <summary>All help, for everybody.</summary>
    public static NavigationTarget<NoKey> Help { get; } = new(nameof(Help));

    /// <summary>Help on one task; by slug.</summary>
    public static NavigationTarget<string> HelpTopic { get; } = new(nameof(HelpTopic));

    /// <summary>The style guide of the office, in development only.</summary>
    public static NavigationTarget<NoKey> DesignOffice { get; } = new(nameof(DesignOffice));

    /// <summary>The lesson of the style guide, in development only.</summary>
    public static NavigationTarget<NoKey> DesignLesson { get; } = new(nameof(DesignLesson));

    /// <summary>All targets; each must be registered once.</summary>
    public static IReadOnlyList<NavigationTarget> All => Known;

    public string Name { get; }

    public override string ToString() => Name;
}

/// <summary>A target whose URL depends on a key.</summary>
/// <typeparam name="TKey">The key of the URL: an id, or <see cref="NoKey"/>.</typeparam>
public sealed class NavigationTarget<TKey> : NavigationTarget
    where TKey : notnull
{
    internal NavigationTarget(string name)
        : base(name)
    {
    }
}

/// <summary>The key of a target with a single URL.</summary>
public readonly record struct NoKey;

/// <summary>A lesson of a course.</summary>
public readonly record struct LessonKey(string CourseId, string LessonId);

/// <summary>Whom a course is to be assigned to: these people, or everybody of a place.</summary>
/// <param name="PersonIds">Empty: the rest says whom.</param>
/// <param name="Audience">Of the place, as in a query string; null: every audience.</param>
public readonly record struct AssigneesKey(IReadOnlyList<Guid> PersonIds, Guid? OrganisationId = null, Guid? UnitId = null, string? Audience = null);
