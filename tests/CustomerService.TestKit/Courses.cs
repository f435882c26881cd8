using System.Globalization;
using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Items.Matching;
using CustomerService.Catalogue.Items.MultipleChoice;
using CustomerService.Catalogue.Items.Numeric;
using CustomerService.Catalogue.Items.Ordering;
using CustomerService.Catalogue.Items.ShortAnswer;
using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Catalogue.Items.TrueFalse;
using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.TestKit;

/// <summary>Minimal items for tests.</summary>
public static class Items
{
    /// <summary>An item of every type; the explanation of each part is "why".</summary>
    public static IReadOnlyList<Item> OneOfEach { get; } =
        [Single("i1"), Multiple("i2"), TrueFalse("i3"), Matching("i4"), Ordering("i5"), Short("i6"), Numeric("i7")];

    public static LocalText Text(string text) => new($"{text} (fa)", text);

    public static SingleChoiceItem Single(string id, string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1", string key = "b", int options = 3) =>
        new(id, outcome, level, lesson, false, Text("Which?"), Options(options, key));

    public static MultipleChoiceItem Multiple(string id, string keys = "ab", int options = 5, string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1") =>
        new(id, outcome, level, lesson, false, Text("Which ones?"), Options(options, keys));

    public static TrueFalseItem TrueFalse(string id, bool key = true, string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1") =>
        new(id, outcome, level, lesson, false, Text("So?"), [new("true", key, LocalText.Empty, Text("why")), new("false", !key, LocalText.Empty, Text("why"))]);

    /// <summary>Pairs p1, p2, … and extras x1, x2, ….</summary>
    public static MatchingItem Matching(string id, int pairs = 4, int extras = 1, string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1") =>
        new(id, outcome, level, lesson, false, Text("Match"),
            [.. Numbers(pairs).Select(n => new MatchPair($"p{n}", Text($"left {n}"), Text($"right {n}"), Text("why")))],
            [.. Numbers(extras).Select(n => new MatchExtra($"x{n}", Text($"extra {n}"), Text("why")))]);

    /// <summary>Steps s1, s2, … in this order.</summary>
    public static OrderingItem Ordering(string id, int steps = 4, string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1") =>
        new(id, outcome, level, lesson, false, Text("Order"), [.. Numbers(steps).Select(n => new OrderStep($"s{n}", Text($"step {n}")))], Text("why"));

    public static ShortAnswerItem Short(string id, string fa = "پاسخ‌گویی", string en = "responsiveness", string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1") =>
        new(id, outcome, level, lesson, false, Text("Name it"), [fa], [en], Text("why"));

    public static NumericItem Numeric(string id, decimal answer = 12.5m, decimal tolerance = 0.5m, string outcome = "O1", CognitiveLevel? level = CognitiveLevel.Remember, string lesson = "L1") =>
        new(id, outcome, level, lesson, false, Text("How many?"), answer, tolerance, null, Text("why"));

    private static IEnumerable<string> Numbers(int count) => Enumerable.Range(1, count).Select(n => n.ToString(CultureInfo.InvariantCulture));

    private static Option[] Options(int count, string keys) =>
        [.. "abcdefgh"[..count].Select(id => new Option(id.ToString(), keys.Contains(id, StringComparison.Ordinal), Text($"option {id}"), Text("why")))];
}

/// <summary>A small course with one of everything.</summary>
public static class Courses
{
    /// <summary>
    /// Two lessons of 10 and 20 minutes with practice, one scenario (best path <c>a.a</c>), 40 minutes in all. The quiz draws seven items:
    /// O1 at K two, O1 at A two, O2 (critical, 60 %) at A three; 80 % passes, 25 minutes, three attempts, 24 hours between. The bank
    /// holds enough for two quizzes, with every item type. Required of the front line, optional for managers and agents.
    /// </summary>
    public static Course Sample(string id = "T01") => new(
        id, Items.Text($"Course {id}"), Items.Text("Summary"), 40,
        new Dictionary<Audience, Offer> { [Audience.Frontline] = Offer.Required, [Audience.Manager] = Offer.Optional, [Audience.Agent] = Offer.Optional },
        [new("O1", Items.Text("outcome 1"), false), new("O2", Items.Text("outcome 2"), true)],
        [Lesson("L1", "O1", 10, Items.Single("L1-P1", level: null)), Lesson("L2", "O2", 20, Items.Ordering("L2-P1", level: null, lesson: "L2"), Items.Matching("L2-P2", level: null, lesson: "L2"))],
        [Scenario()],
        new QuizRules(25, 80, 60, 3, 24, [new("O1", CognitiveLevel.Remember, 2), new("O1", CognitiveLevel.Apply, 2), new("O2", CognitiveLevel.Apply, 3)]),
        [
            Items.Single($"{id}-O1-01"), Items.TrueFalse($"{id}-O1-02"), Items.Short($"{id}-O1-03"), Items.Single($"{id}-O1-04", key: "a"),
            Items.Matching($"{id}-O1-05", level: CognitiveLevel.Apply), Items.Numeric($"{id}-O1-06", level: CognitiveLevel.Apply), Items.Single($"{id}-O1-07", level: CognitiveLevel.Apply, key: "c"), Items.Ordering($"{id}-O1-08", level: CognitiveLevel.Apply),
            Items.Ordering($"{id}-O2-01", outcome: "O2", level: CognitiveLevel.Apply, lesson: "L2"), Items.Multiple($"{id}-O2-02", outcome: "O2", level: CognitiveLevel.Apply, lesson: "L2"),
            Items.Matching($"{id}-O2-03", outcome: "O2", level: CognitiveLevel.Apply, lesson: "L2"), Items.Single($"{id}-O2-04", "O2", CognitiveLevel.Apply, "L2"),
            Items.Multiple($"{id}-O2-05", outcome: "O2", level: CognitiveLevel.Apply, lesson: "L2", keys: "bde"), Items.Numeric($"{id}-O2-06", outcome: "O2", level: CognitiveLevel.Apply, lesson: "L2"),
        ],
        false, 24);

    /// <summary>Like the sample, but an experienced manager may pass the quiz without the lessons.</summary>
    public static Course TestOut(string id = "T02") => Sample(id) with
    {
        TestOut = true,
        Offers = new Dictionary<Audience, Offer> { [Audience.Frontline] = Offer.Required, [Audience.Manager] = Offer.TestOut },
    };

    /// <summary>n1 —a (best, +1)→ n2, —b (−2)→ n2; n2 —a (best, +1)→ e1, —b (−1)→ e2. Mood starts at 2; a choice takes 2 minutes, b 5 and costs 300.</summary>
    public static Scenario Scenario(string id = "S1") => new(
        id, "O2", Items.Text("Scenario"), Items.Text("Intro"), Items.Text("Ms Moradi"), 2, "n1",
        [Node("n1", "n2", "n2", -2), Node("n2", "e1", "e2", -1)],
        [new("e1", Items.Text("good end")), new("e2", Items.Text("poor end"))]);

    private static Lesson Lesson(string id, string outcome, int minutes, params Item[] practice) =>
        new(id, outcome, minutes, Items.Text($"Lesson {id}"), Items.Text("## Idea"), [], practice, [Items.Text("line")], Items.Text("When …, I will …"));

    private static ScenarioNode Node(string id, string goodNext, string poorNext, int poorMood) => new(id, Items.Text($"Situation {id}"),
    [
        new("a", Items.Text("good"), true, 1, 2, 0, Items.Text("consequence"), Items.Text("debrief"), goodNext),
        new("b", Items.Text("poor"), false, poorMood, 5, 300, Items.Text("consequence"), Items.Text("debrief"), poorNext),
    ]);
}
