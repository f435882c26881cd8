using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Platform;

namespace CustomerService.Learning.Rules;

/// <summary>An item as shown to a learner.</summary>
/// <param name="Order">Ids in the order shown: options of a choice, right sides of a matching (pairs and extras), steps of an
/// ordering; empty where nothing is arranged. The page shows right sides and steps by their 1-based position in this order,
/// never by id: an id would give the answer away.</param>
public sealed record DrawnItem(Item Item, IReadOnlyList<string> Order)
{
    public string Id => Item.Id;

    /// <summary>The 1-based position of an id in the order shown; 0 where it is absent.</summary>
    public int PlaceOf(string id)
    {
        for (var i = 0; i < Order.Count; i++)
        {
            if (Order[i] == id)
            {
                return i + 1;
            }
        }

        return 0;
    }
}

/// <summary>A drawn quiz: its items in the order shown.</summary>
public sealed record DrawnQuiz(IReadOnlyList<DrawnItem> Items)
{
    public DrawnItem? Item(string id) => Items.FirstOrDefault(i => i.Id == id);
}

/// <summary>
/// Draws quizzes. One generator (<see cref="SplitMix64"/>) is used for a whole draw, in this order: for each cell of the blueprint
/// the bank's items of that outcome and level, in bank order, are shuffled (unseen first, then seen) and the needed number taken; then the
/// items of all cells are shuffled together; then each item in that order is arranged. So a revision, a seed and the list of
/// seen items always give the same quiz.
/// </summary>
public static class QuizDraw
{
    /// <param name="seen">Items of the learner's earlier attempts: drawn only where the others do not suffice.</param>
    /// <returns>The drawn quiz, or <see cref="BankTooSmall"/>.</returns>
    public static Result<DrawnQuiz> Draw(Course course, long seed, IReadOnlyCollection<string> seen)
    {
        var random = new SplitMix64(unchecked((ulong)seed));
        var drawn = new List<Item>(course.Quiz.FormLength);
        foreach (var cell in course.Quiz.Blueprint)
        {
            var candidates = course.Bank.Where(i => i.OutcomeId == cell.OutcomeId && i.Level == cell.Level).ToLookup(i => seen.Contains(i.Id));
            var fresh = random.Shuffle(candidates[false]);
            var known = random.Shuffle(candidates[true]);
            if (fresh.Count + known.Count < cell.Count)
            {
                return new BankTooSmall(cell.OutcomeId, cell.Level, cell.Count, fresh.Count + known.Count);
            }

            drawn.AddRange(fresh.Concat(known).Take(cell.Count));
        }

        return new DrawnQuiz([.. random.Shuffle(drawn).Select(item => Arrange(item, random))]);
    }

    /// <summary>Number of practice arrangements: enough that neighbouring learners differ.</summary>
    public const int PracticeArrangements = 8;

    /// <summary>A practice item in one of the <see cref="PracticeArrangements"/>.</summary>
    public static DrawnItem ForPractice(Item item, int arrangement) =>
        Arrange(item, new SplitMix64(unchecked((ulong)SplitMix64.SeedOf(Guid.Empty, item.Id) + (ulong)arrangement)));

    /// <summary>The arrangement of an enrolment: the same on every visit.</summary>
    public static int PracticeArrangement(Guid enrolmentId) =>
        (int)(unchecked((ulong)SplitMix64.SeedOf(enrolmentId, "practice")) % PracticeArrangements);

    private static DrawnItem Arrange(Item item, SplitMix64 random) => new(item, ItemTypes.Of(item).Arrange(item, random));
}
