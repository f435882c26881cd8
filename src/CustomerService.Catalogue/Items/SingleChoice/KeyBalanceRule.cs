using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;

namespace CustomerService.Catalogue.Items.SingleChoice;

/// <summary>Keys can't be guessed by position or length: in a bank with enough single-choice items no position holds more than half of
/// the keys, and the key is the longest option in half of the questions at most.</summary>
internal sealed class KeyBalanceRule : ICourseRule
{
    private static readonly ProblemKind KeyPosition = ProblemKind.Warning("key-position");
    private static readonly ProblemKind KeyIsLongest = ProblemKind.Warning("key-is-longest");

    /// <summary>Minimum number of questions for the rule to apply; fewer show no pattern.</summary>
    private const int Enough = 8;

    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        var singles = source.Course.Bank.OfType<SingleChoiceItem>().Where(i => i.Options.Count(o => o.Key) == 1).ToList();
        if (singles.Count < Enough)
        {
            return;
        }

        var location = source.Map.Of(source.Course);
        foreach (var position in singles.GroupBy(i => i.Options.ToList().FindIndex(o => o.Key)).Where(g => g.Count() * 2 > singles.Count))
        {
            problems.Add(location, KeyPosition, position.Key + 1, position.Count(), singles.Count);
        }

        foreach (var language in Languages.All)
        {
            var longest = singles.Count(i => i.Options.Where(o => !o.Key).All(o => o.Text.In(language).Length < i.Options.Single(k => k.Key).Text.In(language).Length));
            if (longest * 2 > singles.Count)
            {
                problems.Add(location, KeyIsLongest, language.Code(), longest, singles.Count);
            }
        }
    }
}
