using CustomerService.Catalogue.Content;

namespace CustomerService.Catalogue.Checking;

/// <summary>Checks the files outside the courses: unique ids, references to existing courses and lessons, language rules.</summary>
internal static class AcademyRule
{
    public static void Check(ContentFolder content, ProblemLog problems)
    {
        var (academy, map) = (content.Academy, content.AcademyMap);
        UniqueIds.Check(academy.Paths, p => p.Id, map, problems);
        UniqueIds.Check(academy.Paths.SelectMany(p => p.Behaviours), b => b.Id, map, problems);
        UniqueIds.Check(academy.Glossary, t => t.Id, map, problems);
        UniqueIds.Check(academy.Coverage, c => c.Id, map, problems);
        UniqueIds.Check(academy.Standards, s => s.Id, map, problems);
        UniqueIds.Check(academy.Surveys, s => s.Id, map, problems);
        foreach (var survey in academy.Surveys)
        {
            UniqueIds.Check(survey.Questions, q => q.Id, map, problems);
        }

        foreach (var path in academy.Paths)
        {
            foreach (var course in path.Courses.Where(id => content.Courses.All(c => c.Course.Id != id)))
            {
                problems.Add(map.Of(path), Problems.UnknownCourse, course);
            }

            if (path.Goal is not null && path.Behaviours.Count is < 4 or > 6)
            {
                problems.Add(map.Of(path), Problems.NumberOfParts, "behaviours", path.Behaviours.Count, 4, 6);
            }
        }

        foreach (var row in academy.Coverage)
        {
            foreach (var lesson in row.Lessons.Where(l => l.Split('/') is not [var course, var id] || content.Courses.FirstOrDefault(c => c.Course.Id == course)?.Course.Lesson(id) is null))
            {
                problems.Add(map.Of(row), Problems.UnknownLesson, lesson);
            }
        }

        LanguageRule.Check(map, problems);
    }
}
