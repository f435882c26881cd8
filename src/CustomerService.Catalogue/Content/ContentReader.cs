using CustomerService.Catalogue.Rules;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads a content folder as content/README.md describes it. Every fault becomes a <see cref="ContentProblem"/>;
/// invalid content never throws.</summary>
public static class ContentReader
{
    /// <param name="path">The folder that contains <c>courses/</c>.</param>
    public static ContentFolder Read(string path)
    {
        var folder = new SourceFolder(path);
        var scope = new SourceScope();
        var courses = new List<CourseSource>();
        var coursesFolder = Path.Combine(folder.Root, "courses");
        if (Directory.Exists(coursesFolder))
        {
            // Version control may leave empty folders behind: a folder without files is not a course.
            foreach (var name in Directory.EnumerateDirectories(coursesFolder)
                .Where(d => Directory.EnumerateFiles(d, "*", SearchOption.AllDirectories).Any())
                .Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal))
            {
                courses.Add(new CourseReader(folder, "courses/" + name).Read());
            }
        }
        else
        {
            scope.Problems.Add(new SourceLocation("courses"), Problems.MissingFile, "courses");
        }

        var academy = new AcademyReader(folder, scope).Read();
        return new ContentFolder(courses, academy, scope.Map, scope.Problems.Problems);
    }

    /// <summary>Reads only the files outside the courses: paths, glossary and so on.</summary>
    public static AcademyContent ReadAcademy(string path) => new AcademyReader(new SourceFolder(path), new SourceScope()).Read();
}
