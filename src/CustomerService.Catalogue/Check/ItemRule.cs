using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Text;

namespace CustomerService.Catalogue.Check;

/// <summary>Every question has the keys and the number of parts that its type needs, and no two options that say the same.</summary>
internal sealed class ItemRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems)
    {
        foreach (var item in source.Course.Bank.Concat(source.Course.Lessons.SelectMany(l => l.Practice)))
        {
            Check(item, source.Map.Of(item), problems);
        }
    }

    private static void Check(Item item, Place place, ProblemLog problems)
    {
        switch (item)
        {
            case SingleChoiceItem single:
                Parts("options", single.Options.Count, 2, 4);
                if (single.Options.Count(o => o.Key) is not 1 and var keys)
                {
                    problems.Add(place, Problems.SingleNeedsOneKey, keys);
                }

                Different(single.Options.Select(o => o.Text));
                break;
            case MultipleChoiceItem multiple:
                Parts("options", multiple.Options.Count, 4, 6);
                var right = multiple.Options.Count(o => o.Key);
                if (right < 2 || right == multiple.Options.Count)
                {
                    problems.Add(place, Problems.MultipleNeedsKeys, right, multiple.Options.Count);
                }

                Different(multiple.Options.Select(o => o.Text));
                break;
            case TrueFalseItem trueFalse:
                if (!trueFalse.Options.Select(o => o.Id).Order(StringComparer.Ordinal).SequenceEqual(["false", "true"]) || trueFalse.Options.Count(o => o.Key) != 1)
                {
                    problems.Add(place, Problems.TrueFalseOptions);
                }

                break;
            case MatchingItem matching:
                Parts("pairs", matching.Pairs.Count, 3, 5);
                Different(matching.Pairs.Select(p => p.Left));
                Different(matching.Pairs.Select(p => p.Right).Concat(matching.Extras.Select(e => e.Right)));
                break;
            case OrderingItem ordering:
                Parts("steps", ordering.Steps.Count, 3, 6);
                Different(ordering.Steps.Select(s => s.Text));
                break;
            case ShortAnswerItem answer:
                Parts("accept.fa", answer.AcceptFa.Count, 1, 30);
                Parts("accept.en", answer.AcceptEn.Count, 1, 30);
                break;
        }

        void Parts(string what, int count, int least, int most)
        {
            if (count < least || count > most)
            {
                problems.Add(place, Problems.NumberOfParts, what, count, least, most);
            }
        }

        void Different(IEnumerable<LocalText> texts)
        {
            var all = texts.ToList();
            foreach (var language in Languages.All)
            {
                foreach (var same in all.Select(t => t.In(language)).Where(t => t.Length > 0).GroupBy(Folding.CompactKey).Where(g => g.Count() > 1))
                {
                    problems.Add(place, Problems.DuplicateOption, same.First());
                }
            }
        }
    }
}
