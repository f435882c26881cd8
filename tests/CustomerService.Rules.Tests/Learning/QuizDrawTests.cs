using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Items.Matching;
using CustomerService.Catalogue.Items.Ordering;
using CustomerService.Catalogue.Items.TrueFalse;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class QuizDrawTests
{
    private static readonly Course Course = Courses.Sample();

    /// <summary>The first outputs of SplitMix64 from seed 1234567, as published with the reference implementation (Vigna, splitmix64.c; Rosetta Code).</summary>
    [Fact]
    public void The_generator_is_the_published_one()
    {
        var random = new SplitMix64(1234567);

        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(published, published.Select(_ => random.Next()));
    }

    [Fact]
    public void Numbers_below_a_limit_are_evenly_spread()
    {
        var random = new SplitMix64(7);
        var counts = new int[6];
        for (var i = 0; i < 60_000; i++)
        {
            counts[random.Next(6)]++;
        }

        // Ten standard deviations (σ ≈ 91) around 10,000.
        Assert.All(counts, c => Assert.InRange(c, 9_090, 10_910));
    }

    [Fact]
    public void The_same_seed_draws_the_same_form_for_ever()
    {
        Assert.Equal(Shape(Draw(42)), Shape(Draw(42)));
        Assert.NotEqual(Shape(Draw(42)), Shape(Draw(43)));
    }

    /// <summary>Worked out by an independent program. If this fails, attempts of the past would be shown and graded with other items: the algorithm must stay.</summary>
    [Fact]
    public void The_form_of_a_past_attempt_never_changes() => Assert.Equal(
        PinnedForm,
        Shape(Draw(20_261_121)));

    [Fact]
    public void The_blueprint_is_filled_cell_by_cell_without_repeats()
    {
        for (var seed = 0L; seed < 200; seed++)
        {
            var form = Draw(seed);
            Assert.Equal(7, form.Items.Select(i => i.Id).Distinct().Count());
            Assert.Equal(2, form.Items.Count(i => i.Item is { OutcomeId: "O1", Level: CognitiveLevel.Remember }));
            Assert.Equal(2, form.Items.Count(i => i.Item is { OutcomeId: "O1", Level: CognitiveLevel.Apply }));
            Assert.Equal(3, form.Items.Count(i => i.Item is { OutcomeId: "O2", Level: CognitiveLevel.Apply }));
        }
    }

    [Fact]
    public void Every_item_is_drawn_about_as_often()
    {
        var counts = Enumerable.Range(0, 2000).SelectMany(seed => Draw(seed).Items).CountBy(i => i.Id).ToDictionary();

        // Each cell draws half of its bank: 1,000 of 2,000 expected, σ ≈ 22.
        Assert.Equal(Course.Bank.Count, counts.Count);
        Assert.All(counts, c => Assert.InRange(c.Value, 800, 1200));
    }

    [Fact]
    public void A_retake_prefers_items_not_seen_before()
    {
        for (var seed = 0L; seed < 50; seed++)
        {
            var first = Draw(seed).Items.Select(i => i.Id).ToHashSet();
            var second = QuizDraw.Draw(Course, seed + 1, first).Value!.Items.Select(i => i.Id).ToHashSet();
            Assert.Empty(first.Intersect(second));
        }
    }

    [Fact]
    public void Seen_items_return_where_the_others_do_not_suffice()
    {
        var seen = Course.Bank.Where(i => i.Id != "T01-O2-04").Select(i => i.Id).ToHashSet();

        var form = QuizDraw.Draw(Course, 5, seen).Value!;

        Assert.Equal(7, form.Items.Count);
        Assert.Contains(form.Items, i => i.Id == "T01-O2-04");
    }

    [Fact]
    public void A_retake_is_drawn_again_from_its_seed_and_the_items_seen()
    {
        string[] seen = ["T01-O1-01", "T01-O2-02"];

        Assert.Equal(Shape(QuizDraw.Draw(Course, 9, seen).Value!), Shape(QuizDraw.Draw(Course, 9, seen).Value!));
    }

    [Fact]
    public void A_bank_that_cannot_fill_a_cell_is_refused_by_name()
    {
        var poor = Course with { Bank = [.. Course.Bank.Where(i => i.Id is not ("T01-O2-01" or "T01-O2-02" or "T01-O2-03" or "T01-O2-04"))] };

        Assert.Equal(new BankTooSmall("O2", CognitiveLevel.Apply, 3, 2), QuizDraw.Draw(poor, 1, []).Refusal);
    }

    [Fact]
    public void True_and_false_keep_their_order_and_steps_are_never_shown_in_the_right_one()
    {
        for (var seed = 0L; seed < 300; seed++)
        {
            foreach (var drawn in Draw(seed).Items)
            {
                switch (drawn.Item)
                {
                    case TrueFalseItem:
                        Assert.Equal(["true", "false"], drawn.Order);
                        break;
                    case OrderingItem ordering:
                        Assert.NotEqual(ordering.Steps.Select(s => s.Id), drawn.Order);
                        Assert.Equal(ordering.Steps.Select(s => s.Id).Order(), drawn.Order.Order());
                        break;
                    case MatchingItem matching:
                        Assert.Equal(matching.Pairs.Select(p => p.Id).Concat(matching.Extras.Select(e => e.Id)).Order(), drawn.Order.Order());
                        break;
                    case ChoiceItem choice:
                        Assert.Equal(choice.Options.Select(o => o.Id).Order(), drawn.Order.Order());
                        break;
                    default:
                        Assert.Empty(drawn.Order);
                        break;
                }
            }
        }
    }

    [Fact]
    public void The_key_is_not_always_in_one_place()
    {
        var places = Enumerable.Range(0, 300).SelectMany(seed => Draw(seed).Items).Where(i => i.Id == "T01-O1-01").Select(i => i.PlaceOf("b")).CountBy(p => p).ToDictionary();

        Assert.Equal([1, 2, 3], places.Keys.Order());
        Assert.All(places.Values, count => Assert.InRange(count, 20, 90));
    }

    [Fact]
    public void Practice_is_arranged_alike_every_time_for_one_learner()
    {
        var item = Items.Matching("L2-P2", level: null);
        var learner = Guid.Parse("0190a1b2-0000-7000-8000-000000000001");

        Assert.Equal(QuizDraw.PracticeArrangement(learner), QuizDraw.PracticeArrangement(learner));
        Assert.Equal(QuizDraw.ForPractice(item, 3).Order, QuizDraw.ForPractice(item, 3).Order);
        Assert.Equal(Enumerable.Range(0, QuizDraw.PracticeArrangements), Enumerable.Range(0, 200).Select(_ => QuizDraw.PracticeArrangement(Guid.NewGuid())).Distinct().Order());
        Assert.True(Enumerable.Range(0, QuizDraw.PracticeArrangements).Select(a => string.Join(' ', QuizDraw.ForPractice(item, a).Order)).Distinct().Count() > 5);
    }

    private static DrawnQuiz Draw(long seed) => QuizDraw.Draw(Course, seed, []).Value!;

    private static string Shape(DrawnQuiz form) => string.Join(" | ", form.Items.Select(i => $"{i.Id}:{string.Join(',', i.Order)}"));

    private const string PinnedForm =
        "T01-O1-02:true,false | T01-O1-04:a,c,b | T01-O1-07:b,a,c | T01-O2-03:x1,p1,p3,p4,p2 | "
        + "T01-O1-08:s1,s4,s3,s2 | T01-O2-01:s3,s1,s4,s2 | T01-O2-05:e,c,d,a,b";
}
