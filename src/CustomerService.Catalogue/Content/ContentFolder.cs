using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Content;

/// <summary>A course as read from its folder. If the problems include errors, the course is incomplete: missing parts are empty.</summary>
/// <param name="Folder">Relative to the content folder, <c>courses/C03-icare-in-practice</c>.</param>
/// <param name="Problems">From reading only; the rules are run by <c>ContentChecker</c>.</param>
public sealed record CourseSource(string Folder, Course Course, SourceMap Map, IReadOnlyList<ContentProblem> Problems)
{
    public string CourseFile => Folder + "/course.yaml";
}

/// <summary>The parsed content files.</summary>
/// <param name="Problems">Problems of files outside the courses, and of folders that are not courses.</param>
public sealed record ContentFolder(
    IReadOnlyList<CourseSource> Courses,
    AcademyContent Academy,
    SourceMap AcademyMap,
    IReadOnlyList<ContentProblem> Problems)
{
    /// <summary>Whether there is a glossary to check terms against.</summary>
    public bool HasGlossary => Academy.Glossary.Count > 0;
}
