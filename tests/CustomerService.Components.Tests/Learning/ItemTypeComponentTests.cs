using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Bunit;
using CustomerService.Catalogue.Items;
using CustomerService.Learning.Items;
using CustomerService.Learning.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.Components.Tests.Learning;

/// <summary>Every question type can be answered on a page and shows what was right.</summary>
public sealed class ItemTypeComponentTests : IDisposable
{
    private readonly ReadAs _reader = new(Language.English);

    public void Dispose() => _reader.Dispose();

    public static TheoryData<string> Names => [.. ItemFormats.Classes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_fields_hold_what_was_answered(string name)
    {
        var drawn = Sample(name);
        var type = ItemTypes.Of(drawn.Item);
        var answer = type.RightAnswer(drawn.Item);
        var shown = _reader.Context.Render<ItemFields>(p => p.Add(f => f.Drawn, drawn).Add(f => f.Values, FieldValues.Of(drawn, answer)));

        Assert.Equal(type.Hint, shown.Find(".question-hint").TextContent);
        foreach (var (field, value) in type.Write(drawn, answer))
        {
            Assert.Contains(shown.FindAll("input, select, textarea"), control => control.GetAttribute("name") == field && Holds(control, value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_given_away_before_an_answer(string name)
    {
        var drawn = Sample(name);
        var shown = _reader.Context.Render<ItemFields>(p => p.Add(f => f.Drawn, drawn));

        Assert.DoesNotContain(shown.FindAll("input:not([type=hidden]), select, textarea"), control => Holds(control, null));
        Assert.DoesNotContain("why", shown.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_review_explains_whatever_was_answered(string name)
    {
        var drawn = Sample(name);
        var type = ItemTypes.Of(drawn.Item);
        foreach (var response in new[] { type.RightAnswer(drawn.Item), type.WrongAnswer(drawn.Item), new BlankResponse(), null })
        {
            var shown = _reader.Context.Render<ItemReview>(p => p
                .Add(r => r.Drawn, drawn).Add(r => r.Score, Grading.Grade(drawn.Item, response)).Add(r => r.Response, response));
            Assert.Contains("why", shown.Markup, StringComparison.Ordinal);
        }
    }

    private static DrawnItem Sample(string name) =>
        QuizDraw.ForPractice(Items.OneOfEach.First(i => i.GetType() == ItemFormats.Classes[name]), 0);

    /// <summary>Whether the browser would send the value, or with null any value, of the control.</summary>
    private static bool Holds(IElement control, string? value) => control switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } box => box.HasAttribute("checked") && (value is null || box.Value == value),
        IHtmlSelectElement list => list.Options.Any(o => o.HasAttribute("selected") && o.Value.Length > 0 && (value is null || o.Value == value)),
        _ => control.GetAttribute("value") is { Length: > 0 } held && (value is null || held == value),
    };
}
