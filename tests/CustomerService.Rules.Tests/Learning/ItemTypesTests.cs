using CustomerService.Catalogue.Items;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Learning;

/// <summary>What every question type owes to the rest of the academy. A new type is tested here without a line of its own, once
/// <see cref="Items.OneOfEach"/> has an item of it.</summary>
public sealed class ItemTypesTests
{
    /// <summary>Stored responses name their kind so, for ever; a kind may be added, none may change.</summary>
    private static readonly (string Item, string Response)[] Stored =
    [
        ("matching", "matching"), ("multiple", "choice"), ("numeric", "number"), ("ordering", "ordering"), ("short", "text"), ("single", "choice"), ("true-false", "choice"),
    ];

    public static TheoryData<string> Names => [.. ItemFormats.Classes.Keys];

    [Fact]
    public void What_content_may_ask_learners_can_answer() =>
        Assert.Equal(ItemFormats.Classes.Values.Select(c => c.Name).Order(), ItemTypes.All.Select(t => t.ItemClass.Name).Order());

    [Fact]
    public void Stored_responses_keep_the_names_of_their_kinds()
    {
        var kinds = ItemTypes.All.Select(t => (ItemFormats.Classes.Single(c => c.Value == t.ItemClass).Key, t.ResponseKind.Name)).ToList();
        Assert.Empty(Stored.Except(kinds));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_samples_of_a_type_score_all_and_nothing(string name)
    {
        var item = Sample(name);
        Assert.Equal((1m, true), Worth(item, ItemTypes.SampleAnswer(item, right: true)));
        Assert.Equal((0m, false), Worth(item, ItemTypes.SampleAnswer(item, right: false)));
        Assert.Equal((0m, false), Worth(item, null));
        Assert.Equal((0m, false), Worth(item, new BlankResponse()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_written_into_fields_is_read_back(string name)
    {
        var item = Sample(name);
        foreach (var right in new[] { true, false })
        {
            var answer = ItemTypes.SampleAnswer(item, right);
            for (var arrangement = 0; arrangement < QuizDraw.PracticeArrangements; arrangement++)
            {
                var drawn = QuizDraw.ForPractice(item, arrangement);
                var fields = ItemTypes.Of(item).Write(drawn, answer).ToList();
                Assert.All(fields, f => Assert.StartsWith(item.Id + ".", f.Key, StringComparison.Ordinal));
                Assert.Equal(answer.ToJson(), ResponseReader.Read(drawn, fields).Value?.ToJson());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Empty_fields_are_a_blank_answer_and_a_blank_answer_fills_none(string name)
    {
        var drawn = QuizDraw.ForPractice(Sample(name), 0);
        var type = ItemTypes.Of(drawn.Item);
        var fields = type.Write(drawn, type.RightAnswer(drawn.Item)).Select(f => KeyValuePair.Create(f.Key, " "));
        Assert.Equal(new BlankResponse(), ResponseReader.Read(drawn, fields).Value);
        Assert.Empty(type.Write(drawn, new BlankResponse()));
        Assert.Empty(type.Write(drawn, null));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_survives_storage(string name)
    {
        var answer = ItemTypes.SampleAnswer(Sample(name), right: true);
        Assert.Equal(answer.ToJson(), Response.FromJson(answer.ToJson()).ToJson());
        Assert.IsType(ItemTypes.Of(Sample(name)).ResponseKind.Class, Response.FromJson(answer.ToJson()));
    }

    private static Item Sample(string name) => Assert.IsType<Item>(
        Items.OneOfEach.FirstOrDefault(i => i.GetType() == ItemFormats.Classes[name]), exactMatch: false);

    private static (decimal, bool) Worth(Item item, Response? response)
    {
        var score = Grading.Grade(item, response);
        return (score.Points, score.IsCorrect);
    }
}
