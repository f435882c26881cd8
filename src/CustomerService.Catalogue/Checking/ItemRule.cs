using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Items;

namespace CustomerService.Catalogue.Checking;

/// <summary>Every question satisfies the rules of its type.</summary>
internal sealed class ItemRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        foreach (var item in source.Course.Bank.Concat(source.Course.Lessons.SelectMany(l => l.Practice)))
        {
            ItemFormats.Of(item).Check(item, new ItemProblems(item, source.Map, problems));
        }
    }
}
