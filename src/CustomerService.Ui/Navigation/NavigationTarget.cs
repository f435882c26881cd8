namespace CustomerService.Ui.Navigation;

/// <summary>A page or form of a capability downstream, known by name to those upstream that link to it. The capability that owns the page
/// registers its address with <see cref="NavigationSetup"/>; <see cref="NavigationTargets"/> resolves it. Whoever may reference the
/// owner uses the owner's route class instead.</summary>
public abstract class NavigationTarget
{
    private static readonly List<NavigationTarget> Known = [];

    private protected NavigationTarget(string name)
    {
        Name = name;
        Known.Add(this);
    }

    /// <summary>Where a person signs in.</summary>
    public static NavigationTarget<NoKey> SignIn { get; } = new(nameof(SignIn));

    /// <summary>The form that signs a person out is posted here.</summary>
    public static NavigationTarget<NoKey> SignOut { get; } = new(nameof(SignOut));

    /// <summary>Where anybody verifies a certificate.</summary>
    public static NavigationTarget<NoKey> VerifyCertificate { get; } = new(nameof(VerifyCertificate));

    /// <summary>Where a person stands in their courses, for those who look after them; by the person's id.</summary>
    public static NavigationTarget<Guid> PersonRecord { get; } = new(nameof(PersonRecord));

    /// <summary>A lesson of a course, for its learners.</summary>
    public static NavigationTarget<LessonKey> Lesson { get; } = new(nameof(Lesson));

    /// <summary>The certificates of the person who is signed in.</summary>
    public static NavigationTarget<NoKey> MyCertificates { get; } = new(nameof(MyCertificates));

    /// <summary>The certificate that a completion brought; by the completion's id.</summary>
    public static NavigationTarget<Guid> CertificateOfCompletion { get; } = new(nameof(CertificateOfCompletion));

    /// <summary>People and courses, for those who look after them.</summary>
    public static NavigationTarget<NoKey> Matrix { get; } = new(nameof(Matrix));

    /// <summary>Every target there is; each must be registered once.</summary>
    public static IReadOnlyList<NavigationTarget> All => Known;

    public string Name { get; }

    public override string ToString() => Name;
}

/// <summary>A target whose address depends on what it shows.</summary>
/// <typeparam name="TKey">What the address needs: an id, or <see cref="NoKey"/>.</typeparam>
public sealed class NavigationTarget<TKey> : NavigationTarget
    where TKey : notnull
{
    internal NavigationTarget(string name)
        : base(name)
    {
    }
}

/// <summary>The key of a target with one address.</summary>
public readonly record struct NoKey;

/// <summary>A lesson of a course.</summary>
public readonly record struct LessonKey(string CourseId, string LessonId);
