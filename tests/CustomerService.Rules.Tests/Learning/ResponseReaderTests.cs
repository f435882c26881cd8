using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Items.Matching;
using CustomerService.Learning.Items.Numeric;
using CustomerService.Learning.Items.Ordering;
using CustomerService.Learning.Items.ShortAnswer;
using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

public sealed class ResponseReaderTests
{
    [Fact]
    public void The_chosen_option_is_read()
    {
        var response = Assert.IsType<ChoiceResponse>(Read(Items.Single("i"), ("i.answer", "b")));

        Assert.Equal(["b"], response.OptionIds);
    }

    [Fact]
    public void Options_are_kept_in_the_items_order()
    {
        var response = Assert.IsType<ChoiceResponse>(Read(Items.Multiple("i"), ("i.answer", "d"), ("i.answer", "a"), ("i.answer", "d")));

        Assert.Equal(["a", "d"], response.OptionIds);
    }

    [Fact]
    public void Two_options_of_one_are_refused() => Assert.Equal(new OnlyOneOption(), Refuse(Items.Single("i"), ("i.answer", "a"), ("i.answer", "b")));

    [Fact]
    public void An_option_that_does_not_exist_is_refused() => Assert.Equal(new UnknownChoice(), Refuse(Items.Multiple("i"), ("i.answer", "a"), ("i.answer", "z")));

    [Fact]
    public void Right_sides_are_read_by_their_place()
    {
        var drawn = new DrawnItem(Items.Matching("i", pairs: 3), ["p3", "x1", "p1", "p2"]);

        var response = Assert.IsType<MatchingResponse>(Read(drawn, ("i.match.p1", "3"), ("i.match.p2", "۲"), ("i.match.p3", "")));

        Assert.Equal(new Dictionary<string, string> { ["p1"] = "p1", ["p2"] = "x1" }, response.Rights);
    }

    [Fact]
    public void One_right_side_for_two_lefts_is_refused() => Assert.Equal(
        new RepeatedMatch(), Refuse(new DrawnItem(Items.Matching("i", pairs: 3), ["p3", "x1", "p1", "p2"]), ("i.match.p1", "1"), ("i.match.p2", "1")));

    [Theory]
    [InlineData("0")]
    [InlineData("5")]
    [InlineData("p1")]
    [InlineData("99999999999999999999")]
    public void A_right_side_that_does_not_exist_is_refused(string place) =>
        Assert.Equal(new UnknownChoice(), Refuse(new DrawnItem(Items.Matching("i", pairs: 3), ["p3", "x1", "p1", "p2"]), ("i.match.p1", place)));

    [Fact]
    public void Ranks_put_the_steps_in_order_in_any_digits()
    {
        var drawn = new DrawnItem(Items.Ordering("i", steps: 3), ["s3", "s1", "s2"]);

        var response = Assert.IsType<OrderingResponse>(Read(drawn, ("i.rank.1", "3"), ("i.rank.2", "۱"), ("i.rank.3", "٢")));

        Assert.Equal(["s1", "s2", "s3"], response.StepIds);
    }

    [Fact]
    public void A_rank_given_twice_is_refused() => Assert.Equal(
        new RepeatedRank(2), Refuse(new DrawnItem(Items.Ordering("i", steps: 3), ["s3", "s1", "s2"]), ("i.rank.1", "2"), ("i.rank.2", "1"), ("i.rank.3", "2")));

    [Theory]
    [InlineData("1", "2", "")]
    [InlineData("1", "2", "4")]
    [InlineData("1", "2", "x")]
    public void Missing_or_impossible_ranks_are_refused(string first, string second, string third) => Assert.Equal(
        new IncompleteRanks(), Refuse(new DrawnItem(Items.Ordering("i", steps: 3), ["s3", "s1", "s2"]), ("i.rank.1", first), ("i.rank.2", second), ("i.rank.3", third)));

    [Theory]
    [InlineData("۱۲٫۵")]
    [InlineData("1,250")]
    [InlineData(" 7 ")]
    public void A_readable_number_is_kept_as_typed(string typed) =>
        Assert.Equal(new NumberResponse(typed.Trim()), Read(Items.Numeric("i"), ("i.answer", typed)));

    [Theory]
    [InlineData("about ten")]
    [InlineData("2/5")]
    [InlineData("۱۲ دقیقه")] // the item names no unit
    public void An_unreadable_number_is_refused_and_given_back(string typed) =>
        Assert.Equal(new UnreadableNumber(typed), Refuse(Items.Numeric("i"), ("i.answer", typed)));

    [Theory]
    [InlineData(0, "p1=p1 p2=p2 p3=p3")]
    [InlineData(2, "p1=p2")]
    [InlineData(1, "p1=x1 p3=p3")]
    public void A_matching_tells_how_many_places_are_empty(int left, string given) => Assert.Equal(left, ItemTypes.PartsLeft(
        Items.Matching("i", pairs: 3), new MatchingResponse(given.Split(' ').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]))));

    [Fact]
    public void Answers_of_other_types_are_whole_and_none_has_no_places()
    {
        Item[] items = [Items.Single("i"), Items.Multiple("i"), Items.TrueFalse("i"), Items.Matching("i"), Items.Ordering("i"), Items.Short("i"), Items.Numeric("i")];

        Assert.All(items, item => Assert.Equal(0, ItemTypes.PartsLeft(item, ItemTypes.SampleAnswer(item, right: true))));
        Assert.All(items, item => Assert.Equal(0, ItemTypes.PartsLeft(item, null)));
        Assert.All(items, item => Assert.Equal(0, ItemTypes.PartsLeft(item, new BlankResponse())));
    }

    [Theory]
    [InlineData(3, 2, true)]
    [InlineData(2, 3, false)]
    [InlineData(2, 2, false)]
    public void Of_two_answers_of_a_page_the_one_given_later_is_kept(int kept, int arriving, bool overtaken)
    {
        var page = new Guid("5e1b3e67-5a62-4b5e-8a39-2d6a5a1f7a10");

        Assert.Equal(overtaken, AnswerOrder.IsOvertaken(new(page, arriving), new(page, kept)));
        Assert.False(AnswerOrder.IsOvertaken(new(Guid.Empty, arriving), new(page, kept)));
        Assert.False(AnswerOrder.IsOvertaken(null, new(page, kept)));
        Assert.False(AnswerOrder.IsOvertaken(new(page, arriving), null));
    }

    [Theory]
    [InlineData("5e1b3e675a624b5e8a392d6a5a1f7a10", "7", 7)]
    [InlineData("5e1b3e675a624b5e8a392d6a5a1f7a10", "-7", null)]
    [InlineData("5e1b3e675a624b5e8a392d6a5a1f7a10", "", null)]
    [InlineData("mine", "7", null)]
    public void The_order_is_read_where_the_page_tells_it(string page, string order, int? number) =>
        Assert.Equal(number, AnswerOrder.Read([new("page", page), new("order", order)])?.Number);

    [Fact]
    public void A_typed_term_is_trimmed_and_must_not_be_endless()
    {
        Assert.Equal(new TextResponse("همدلی"), Read(Items.Short("i"), ("i.answer", " همدلی ")));
        Assert.Equal(new AnswerTooLong(300), Refuse(Items.Short("i"), ("i.answer", new string('ا', 301))));
    }

    public static TheoryData<string> Types => ["single", "multiple", "matching", "ordering", "short", "numeric"];

    [Theory]
    [MemberData(nameof(Types))]
    public void Nothing_given_is_a_blank_response(string type)
    {
        Item item = type switch
        {
            "single" => Items.Single("i"),
            "multiple" => Items.Multiple("i"),
            "matching" => Items.Matching("i"),
            "ordering" => Items.Ordering("i"),
            "short" => Items.Short("i"),
            _ => Items.Numeric("i"),
        };

        Assert.Equal(new BlankResponse(), Read(item, ("i.shown", "1"), ("i.answer", "  "), ("i.match.p1", ""), ("i.rank.1", "")));
    }

    [Fact]
    public void Fields_of_another_item_are_left_alone()
    {
        Assert.Equal(new BlankResponse(), Read(Items.Single("i"), ("j.answer", "b")));
        Assert.False(ResponseReader.Speaks("i", [new("j.answer", "b"), new("ii.answer", "b")]));
        Assert.True(ResponseReader.Speaks("i", [new("i.shown", "1")]));
    }

    private static DrawnItem Drawn(Item item) => QuizDraw.ForPractice(item, 0);

    private static Response Read(Item item, params (string, string)[] fields) => Read(Drawn(item), fields);

    private static Response Read(DrawnItem drawn, params (string Key, string Value)[] fields) =>
        ResponseReader.Read(drawn, fields.Select(f => KeyValuePair.Create(f.Key, f.Value))).Value!;

    private static object? Refuse(Item item, params (string, string)[] fields) => Refuse(Drawn(item), fields);

    private static object? Refuse(DrawnItem drawn, params (string Key, string Value)[] fields) =>
        ResponseReader.Read(drawn, fields.Select(f => KeyValuePair.Create(f.Key, f.Value))).Refusal;
}
