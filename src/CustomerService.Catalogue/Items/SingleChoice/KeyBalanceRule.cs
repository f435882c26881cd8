using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;

namespace CustomerService.Catalogue.Items.SingleChoice;

/// <summary>Keys can't be guessed by position or length: in a bank with enough single-choice items no position holds more than half of
/// the keys, and in a course with enough of them, practice included, the key is the longest option in two of five questions at most.</summary>
internal sealed class KeyBalanceRule : ICourseRule
{
    private static readonly ProblemKind KeyPosition = ProblemKind.Warning("key-position");
    private static readonly ProblemKind KeyIsLongest = ProblemKind.Warning("key-is-longest");

    /// <summary>Minimum number of questions for the rule to apply; fewer show no pattern.</summary>
    private const int Enough = 8;

    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        CheckPositions(source, WithOneKey(source.Course.Bank), problems);
        CheckLengths(source, WithOneKey(source.Course.Bank.Concat(source.Course.Lessons.SelectMany(l => l.Practice))), problems);
    }

    private static void CheckPositions(CourseSource source, List<SingleChoiceItem> singles, ProblemLog problems)
    {
        foreach (var position in singles.GroupBy(i => i.Options.ToList().FindIndex(o => o.Key)).Where(g => singles.Count >= Enough && g.Count() * 2 > singles.Count))
        {
            problems.Add(source.Map.Of(source.Course), KeyPosition, position.Key + 1, position.Count(), singles.Count);
        }
    }

    private static void CheckLengths(CourseSource source, List<SingleChoiceItem> singles, ProblemLog problems)
    {
        foreach (var language in Languages.All)
        {
            var longest = singles.Count(i => i.Options.Where(o => !o.Key).All(o => o.Text.In(language).Length < i.Options.Single(k => k.Key).Text.In(language).Length));
            if (singles.Count >= Enough && longest * 5 > singles.Count * 2)
            {
                problems.Add(source.Map.Of(source.Course), KeyIsLongest, language.Code(), longest, singles.Count);
            }
        }
    }

    private static List<SingleChoiceItem> WithOneKey(IEnumerable<Item> items) => [.. items.OfType<SingleChoiceItem>().Where(i => i.Options.Count(o => o.Key) == 1)];
}
