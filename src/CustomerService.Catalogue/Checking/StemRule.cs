using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>No question is asked twice; spelling variants of one stem are the same stem.</summary>
internal sealed class StemRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var items = source.Course.Bank.Concat(source.Course.Lessons.SelectMany(l => l.Practice)).ToList();
        foreach (var language in Languages.All)
        {
            var seen = new Dictionary<string, SourceLocation>();
            foreach (var item in items)
            {
                var key = TextNormalizer.CompactKey(item.Stem.In(language));
                var location = source.Map.Of(item.Stem, language);
                if (key.Length > 0 && !seen.TryAdd(key, location))
                {
                    problems.Add(location, Problems.DuplicateStem, seen[key].File, seen[key].Line);
                }
            }
        }
    }
}
