using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Items.Matching;
using CustomerService.Learning.Items.Numeric;
using CustomerService.Learning.Items.Ordering;
using CustomerService.Learning.Items.ShortAnswer;
using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class GradingTests
{
    [Theory]
    [InlineData("b", 1, true)]
    [InlineData("a", 0, false)]
    [InlineData("b a", 0, false)]
    [InlineData("", 0, false)]
    public void One_key_chosen_alone_scores_one(string chosen, int points, bool correct) =>
        Check(Items.Single("i", key: "b"), Choice(chosen), points, correct);

    [Theory]
    [InlineData("true", 1, true)]
    [InlineData("false", 0, false)]
    public void True_or_false_scores_one_or_nothing(string chosen, int points, bool correct) =>
        Check(Items.TrueFalse("i", key: true), Choice(chosen), points, correct);

    // Keys a, b, c of five options: (right − wrong) / 3, not below 0.
    [Theory]
    [InlineData("a b c", "1", true)]
    [InlineData("a b", "0.6666666666666666666666666667", false)]
    [InlineData("a b d", "0.3333333333333333333333333333", false)]
    [InlineData("a b c d", "0.6666666666666666666666666667", false)]
    [InlineData("a d", "0", false)]
    [InlineData("a d e", "0", false)]
    [InlineData("a b c d e", "0.3333333333333333333333333333", false)]
    [InlineData("", "0", false)]
    public void Several_keys_give_partial_credit_and_wrong_ones_take_it_back(string chosen, string points, bool correct) =>
        Check(Items.Multiple("i", keys: "abc", options: 5), Choice(chosen), decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), correct);

    [Fact]
    public void An_option_repeated_or_unknown_earns_nothing()
    {
        Check(Items.Multiple("i", keys: "ab", options: 4), new ChoiceResponse(["a", "a"]), 0.5m, false);
        Check(Items.Multiple("i", keys: "ab", options: 4), new ChoiceResponse(["zz"]), 0, false);
    }

    [Fact]
    public void Each_option_gets_its_verdict()
    {
        var score = Grading.Grade(Items.Multiple("i", keys: "ab", options: 4), Choice("a c"));

        Assert.Equal([new("a", Verdict.Right), new("b", Verdict.Missed), new("c", Verdict.Wrong), new PartVerdict("d", Verdict.RightlyLeft)], score.Parts);
    }

    [Theory]
    [InlineData("p1=p1 p2=p2 p3=p3 p4=p4", "1", true)]
    [InlineData("p1=p1 p2=p3 p3=p2 p4=p4", "0.5", false)]
    [InlineData("p1=p1 p2=x1", "0.25", false)]
    [InlineData("p1=p1", "0.25", false)]
    [InlineData("p1=p2 p2=p3 p3=p4 p4=p1", "0", false)]
    public void Matching_scores_the_share_of_right_pairs(string given, string points, bool correct) =>
        Check(Items.Matching("i", pairs: 4), Match(given), decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), correct);

    [Fact]
    public void Each_left_side_gets_its_verdict()
    {
        var score = Grading.Grade(Items.Matching("i", pairs: 3), Match("p1=p1 p2=x1"));

        Assert.Equal([new("p1", Verdict.Right, "p1"), new("p2", Verdict.Wrong, "x1"), new PartVerdict("p3", Verdict.Missed)], score.Parts);
    }

    // Four steps have three neighbourhoods: 1→2, 2→3, 3→4.
    [Theory]
    [InlineData("s1 s2 s3 s4", "1", true)]
    [InlineData("s2 s3 s4 s1", "0.6666666666666666666666666667", false)]
    [InlineData("s1 s2 s4 s3", "0.3333333333333333333333333333", false)]
    [InlineData("s3 s4 s1 s2", "0.6666666666666666666666666667", false)]
    [InlineData("s4 s3 s2 s1", "0", false)]
    [InlineData("s1 s3 s2 s4", "0", false)]
    [InlineData("s1 s2 s3", "0", false)]
    [InlineData("s1 s1 s2 s3", "0", false)]
    [InlineData("s1 s2 s3 zz", "0", false)]
    public void Ordering_scores_the_share_of_neighbours_that_follow_rightly(string given, string points, bool correct) =>
        Check(Items.Ordering("i", steps: 4), new OrderingResponse(given.Split(' ')), decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), correct);

    [Fact]
    public void Each_step_is_judged_by_the_one_before_it()
    {
        var score = Grading.Grade(Items.Ordering("i", steps: 4), new OrderingResponse(["s2", "s3", "s1", "s4"]));

        Assert.Equal([new("s2", Verdict.Wrong), new("s3", Verdict.Right), new("s1", Verdict.Wrong), new PartVerdict("s4", Verdict.Wrong)], score.Parts);
    }

    [Theory]
    [InlineData("پاسخ‌گویی", true)]
    [InlineData("پاسخ گویی", true)]
    [InlineData("پاسخگویی", true)]
    [InlineData("پاسخ‌گويي", true)] // Arabic ي
    [InlineData("  Responsiveness ", true)]
    [InlineData("RESPONSIVENESS", true)]
    [InlineData("پاسخ‌گویی.", true)]
    [InlineData("«پاسخ‌گویی»", true)]
    [InlineData("'Responsiveness.'", true)]
    [InlineData("...", false)]
    [InlineData("response", false)]
    [InlineData("", false)]
    public void A_typed_term_counts_in_either_language_however_it_is_spelt(string typed, bool correct) =>
        Check(Items.Short("i"), new TextResponse(typed), correct ? 1 : 0, correct);

    // 12.5 ± 0.5, both ends included.
    [Theory]
    [InlineData("12.5", true)]
    [InlineData("12", true)]
    [InlineData("13", true)]
    [InlineData("13.01", false)]
    [InlineData("11.99", false)]
    [InlineData("۱۲٫۵", true)]
    [InlineData("١٣", true)]
    [InlineData("-12.5", false)]
    [InlineData("79228162514264337593543950335", false)]
    [InlineData("many", false)]
    public void A_number_counts_within_its_tolerance_in_any_digits(string typed, bool correct) =>
        Check(Items.Numeric("i", 12.5m, 0.5m), new NumberResponse(typed), correct ? 1 : 0, correct);

    // 12.5 per cent, and 450 million rials.
    [Theory]
    [InlineData("12.5%", true), InlineData("٪۱۲٫۵", true), InlineData("۱۲/۵ درصد", true), InlineData("12,5 per cent", true), InlineData("12.5 percent.", true), InlineData("«۱۲٫۵»", true)]
    [InlineData("12.5 hours", false), InlineData("about 12.5", false), InlineData("-12.5%", false), InlineData("12.5 %%", false)]
    public void A_number_may_bring_its_unit(string typed, bool correct) =>
        Check(Items.Numeric("i", 12.5m, 0.05m) with { Unit = new("درصد", "per cent") }, new NumberResponse(typed), correct ? 1 : 0, correct);

    [Theory]
    [InlineData("450", true), InlineData("۴۵۰ میلیون ریال", true), InlineData("450 million", true), InlineData("450million rials", true), InlineData("450 million rial", true)]
    [InlineData("450 rials", false), InlineData("۴۵۰ میلیون تومان", false), InlineData("450,000,000", false), InlineData("rials 450 million", false)]
    public void Of_a_unit_its_first_words_suffice_but_no_other_unit_does(string typed, bool correct) =>
        Check(Items.Numeric("i", 450, 0) with { Unit = new("میلیون ریال", "million rials") }, new NumberResponse(typed), correct ? 1 : 0, correct);

    [Fact]
    public void A_difference_too_big_for_arithmetic_is_wrong_and_not_an_error() =>
        Check(Items.Numeric("i", -79228162514264337593543950335m, 1), new NumberResponse("79228162514264337593543950335"), 0, false);

    public static TheoryData<string> Types => ["single", "multiple", "trueFalse", "matching", "ordering", "short", "numeric"];

    [Theory]
    [MemberData(nameof(Types))]
    public void No_answer_a_blank_one_or_one_of_another_kind_scores_nothing(string type)
    {
        var item = Item(type);
        Response[] foreign = [new BlankResponse(), new ChoiceResponse(["zz"]), new MatchingResponse(new Dictionary<string, string>()), new OrderingResponse([]), new TextResponse(""), new NumberResponse("")];

        Check(item, null, 0, false);
        foreach (var response in foreign)
        {
            Check(item, response, 0, false);
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Responses_survive_storage(string type)
    {
        Response response = type switch
        {
            "matching" => Match("p1=p2 p2=x1"),
            "ordering" => new OrderingResponse(["s2", "s1"]),
            "short" => new TextResponse("پاسخ‌گویی \"نقل\" <b>"),
            "numeric" => new NumberResponse("۱۲٫۵"),
            _ => new ChoiceResponse(["a", "c"]),
        };

        Assert.Equal(response.ToJson(), Response.FromJson(response.ToJson()).ToJson());
        Assert.Equal(response.GetType(), Response.FromJson(response.ToJson()).GetType());
    }

    private static Item Item(string type) => type switch
    {
        "single" => Items.Single("i"),
        "multiple" => Items.Multiple("i"),
        "trueFalse" => Items.TrueFalse("i"),
        "matching" => Items.Matching("i"),
        "ordering" => Items.Ordering("i"),
        "short" => Items.Short("i"),
        "numeric" => Items.Numeric("i"),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static ChoiceResponse Choice(string ids) => new(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static MatchingResponse Match(string pairs) => new(pairs.Split(' ').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]));

    private static void Check(Item item, Response? response, decimal points, bool correct)
    {
        var score = Grading.Grade(item, response);
        Assert.Equal(points, score.Points);
        Assert.Equal(correct, score.IsCorrect);
    }
}
