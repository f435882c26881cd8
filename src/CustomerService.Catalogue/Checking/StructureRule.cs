using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Markup;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>Both languages of a lesson have the same headings, blocks, pictures, tables and questions in the same order.</summary>
internal sealed class StructureRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        foreach (var text in source.Course.Lessons.Where(l => l.Body.Fa.Length > 0 && l.Body.En.Length > 0).Select(l => l.Body))
        {
            var fa = LessonText.Structure(LessonSyntax.Parse(text.Fa));
            var en = LessonText.Structure(LessonSyntax.Parse(text.En));
            var location = source.Map.Of(text, Language.Persian);
            for (var i = 0; i < Math.Max(fa.Count, en.Count); i++)
            {
                var (persian, english) = (i < fa.Count ? fa[i].Name : "—", i < en.Count ? en[i].Name : "—");
                if (persian != english)
                {
                    problems.Add(location.Down(i < fa.Count ? fa[i].Line : fa.Count > 0 ? fa[^1].Line : 0), Problems.StructureDiffers, i + 1, persian, english);
                    break;
                }
            }
        }
    }
}
