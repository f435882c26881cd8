using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items;

/// <summary>Collects the problems of one question, and provides the checks that types share.</summary>
internal sealed class ItemProblems(Item item, SourceMap map, ProblemLog problems)
{
    public void Add(ProblemKind kind, params object[] arguments) => problems.Add(map.Of(item), kind, arguments);

    /// <summary>Checks that the number of parts is within range.</summary>
    public void Parts(string field, int count, int least, int most)
    {
        if (count < least || count > most)
        {
            Add(Problems.NumberOfParts, field, count, least, most);
        }
    }

    /// <summary>Checks that no two parts have the same text in either language; spelling variants count as equal.</summary>
    public void Different(IEnumerable<LocalText> texts)
    {
        var all = texts.ToList();
        foreach (var language in Languages.All)
        {
            foreach (var same in all.Select(t => t.In(language)).Where(t => t.Length > 0).GroupBy(TextNormalizer.CompactKey).Where(g => g.Count() > 1))
            {
                Add(Problems.DuplicateOption, same.First());
            }
        }
    }

    /// <summary>Checks that no two parts have the same id.</summary>
    public void UniqueIds<T>(IEnumerable<T> parts, Func<T, string> id) where T : class => Checking.UniqueIds.Check(parts, id, map, problems);
}
