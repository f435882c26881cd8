using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Content;

/// <summary>A course as read from its folder. With errors among the problems the course is not whole: what was missing is empty.</summary>
/// <param name="Folder">Relative to the content folder, <c>courses/C03-icare-in-practice</c>.</param>
/// <param name="Problems">Of reading alone; rules are the checker's.</param>
public sealed record CourseSource(string Folder, Course Course, SourceMap Map, IReadOnlyList<ContentProblem> Problems)
{
    public string CourseFile => Folder + "/course.yaml";
}

/// <summary>All content files, read.</summary>
/// <param name="Problems">Of what lies beside the courses, and of folders that are no course.</param>
public sealed record ContentFolder(
    IReadOnlyList<CourseSource> Courses,
    AcademyContent Academy,
    SourceMap AcademyMap,
    IReadOnlyList<ContentProblem> Problems)
{
    /// <summary>Whether there is a glossary to check terms against.</summary>
    public bool HasGlossary => Academy.Glossary.Count > 0;
}
