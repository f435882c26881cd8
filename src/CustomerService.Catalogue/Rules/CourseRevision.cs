namespace CustomerService.Catalogue.Rules;

/// <summary>A published version of a course. Immutable: enrolments and attempts pin it.</summary>
public sealed class CourseRevision
{
    private CourseRevision() { }

    /// <param name="number">1, 2, … within the course.</param>
    /// <param name="hash">SHA-256 of the canonical content, 64 hexadecimal digits.</param>
    /// <param name="content">The course as JSON.</param>
    public CourseRevision(Guid id, string courseId, int number, string hash, string content, DateTime publishedAtUtc)
    {
        Id = id;
        CourseId = courseId;
        Number = number;
        Hash = hash;
        Content = content;
        PublishedAtUtc = publishedAtUtc;
    }

    public Guid Id { get; private set; }
    public string CourseId { get; private set; } = "";
    public int Number { get; private set; }
    public string Hash { get; private set; } = "";
    public string Content { get; private set; } = "";
    public DateTime PublishedAtUtc { get; private set; }
}

/// <summary>Which revision of a course new enrolments get.</summary>
public sealed class CourseCurrent
{
    private CourseCurrent() { }

    public CourseCurrent(string courseId, Guid revisionId)
    {
        CourseId = courseId;
        RevisionId = revisionId;
    }

    public string CourseId { get; private set; } = "";
    public Guid RevisionId { get; private set; }

    public void PointTo(Guid revisionId) => RevisionId = revisionId;
}

/// <summary>A cached revision with its course deserialised from JSON.</summary>
public sealed record PublishedCourse(Guid RevisionId, int Number, string Hash, DateTime PublishedAtUtc, Course Course);
