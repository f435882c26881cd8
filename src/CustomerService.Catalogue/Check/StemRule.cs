using CustomerService.Catalogue.Content;
using CustomerService.Platform.Text;

namespace CustomerService.Catalogue.Check;

/// <summary>No question is asked twice; spelling variants of one stem are the same stem.</summary>
internal sealed class StemRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var items = source.Course.Bank.Concat(source.Course.Lessons.SelectMany(l => l.Practice)).ToList();
        foreach (var language in Languages.All)
        {
            var seen = new Dictionary<string, Place>();
            foreach (var item in items)
            {
                var key = Folding.CompactKey(item.Stem.In(language));
                var place = source.Map.Of(item.Stem, language);
                if (key.Length > 0 && !seen.TryAdd(key, place))
                {
                    problems.Add(place, Problems.DuplicateStem, seen[key].File, seen[key].Line);
                }
            }
        }
    }
}
