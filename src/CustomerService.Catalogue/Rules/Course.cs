using System.Text.Json.Serialization;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Rules;

/// <summary>A course as defined by its content files; the snapshot stored in a revision. Immutable and serialisable.</summary>
/// <param name="Id">Stable, <c>C03</c>.</param>
/// <param name="Minutes">Duration of reading and practice, without the final quiz.</param>
/// <param name="Offers">How the course is offered to each audience; an audience not listed does not see it.</param>
/// <param name="TestOut">The quiz may be taken before the lessons by an audience with <see cref="Offer.TestOut"/>.</param>
/// <param name="CertificateValidMonths">Null: the certificate does not expire.</param>
/// <param name="Completion">What completion asks beyond finished lessons, played scenarios and the quiz; null: nothing.</param>
/// <param name="Renewal">What a renewal asks; null: the whole course.</param>
public sealed record Course(
    string Id,
    LocalText Title,
    LocalText Summary,
    int Minutes,
    IReadOnlyDictionary<Audience, Offer> Offers,
    IReadOnlyList<Outcome> Outcomes,
    IReadOnlyList<Lesson> Lessons,
    IReadOnlyList<Scenario> Scenarios,
    QuizRules Quiz,
    IReadOnlyList<Item> Bank,
    bool TestOut,
    int? CertificateValidMonths,
    CompletionSettings? Completion = null,
    Renewal? Renewal = null)
{
    public Lesson? Lesson(string id) => Lessons.FirstOrDefault(l => l.Id == id);

    public Scenario? Scenario(string id) => Scenarios.FirstOrDefault(s => s.Id == id);

    public Item? Item(string id) => Bank.FirstOrDefault(i => i.Id == id);
}

/// <summary>What a course asks beyond the ordinary, so that completion shows work done.</summary>
/// <param name="PracticeTried">Every practice question was answered once, rightly or not.</param>
/// <param name="ScenariosPassed">Every scenario reached an ending worth passing, in any of its plays.</param>
public sealed record CompletionSettings(bool PracticeTried, bool ScenariosPassed);

/// <summary>What the renewal of a course asks.</summary>
public enum Renewal
{
    /// <summary>The whole course.</summary>
    Full,

    /// <summary>Passing the quiz, of those whose completion still counts when they begin the renewal; the whole course of everybody else.</summary>
    Quiz,
}

/// <summary>How a course is offered to an audience.</summary>
public enum Offer
{
    Required,
    Optional,

    /// <summary>Required, and an experienced person may pass the quiz without the lessons.</summary>
    TestOut,
}

/// <summary>What a learner can do after the course.</summary>
/// <param name="Critical">Must itself reach <see cref="QuizRules.CriticalOutcomePercent"/>.</param>
public sealed record Outcome(string Id, LocalText Text, bool Critical);

/// <param name="Body">The Markdown of both languages.</param>
/// <param name="Practice">Ungraded questions within the text; unlimited tries.</param>
/// <param name="AtWork">The suggested plan "when …, I will …".</param>
public sealed record Lesson(
    string Id, string OutcomeId, int Minutes, LocalText Title, LocalText Body, IReadOnlyList<LessonImage> Images,
    IReadOnlyList<Item> Practice, IReadOnlyList<LocalText> Summary, LocalText AtWork);

/// <param name="Svg">The drawing for each language.</param>
public sealed record LessonImage(string Id, LocalText Alt, LocalText Caption, LocalText Svg);

/// <param name="Minutes">Time limit of an attempt.</param>
/// <param name="PassPercent">Percentage of the points needed to pass, 0–100.</param>
/// <param name="Attempts">Number of attempts before a coach must release more.</param>
/// <param name="GapHours">Minimum hours between the end of one attempt and the start of the next.</param>
/// <param name="Blueprint">How many items per outcome and level are drawn for a form.</param>
public sealed record QuizRules(int Minutes, int PassPercent, int CriticalOutcomePercent, int Attempts, int GapHours, IReadOnlyList<BlueprintCell> Blueprint)
{
    /// <summary>Items in a form.</summary>
    [JsonIgnore]
    public int FormLength => Blueprint.Sum(c => c.Count);
}

/// <summary>A cell of the test blueprint.</summary>
public sealed record BlueprintCell(string OutcomeId, CognitiveLevel Level, int Count);

/// <summary>Cognitive level of an item: remember and understand (K in content files), apply (A), analyse and evaluate (N).</summary>
public enum CognitiveLevel
{
    [JsonStringEnumMemberName("k")] Remember,
    [JsonStringEnumMemberName("a")] Apply,
    [JsonStringEnumMemberName("n")] Analyse,
}

/// <summary>A branching scenario: decisions, their visible consequences, and ends.</summary>
/// <param name="Counterpart">Whose mood the meter shows.</param>
/// <param name="StartMood">1 (angry) to 5 (delighted).</param>
public sealed record Scenario(
    string Id, string OutcomeId, LocalText Title, LocalText Intro, LocalText Counterpart, int StartMood, string StartNode,
    IReadOnlyList<ScenarioNode> Nodes, IReadOnlyList<ScenarioEnd> Ends);

public sealed record ScenarioNode(string Id, LocalText Situation, IReadOnlyList<ScenarioChoice> Choices);

/// <param name="Mood">Mood change, −2 to 2.</param>
/// <param name="Minutes">Time the choice costs.</param>
/// <param name="Cost">Cost to the organisation in thousand rials.</param>
/// <param name="Next">Id of a node or an end.</param>
public sealed record ScenarioChoice(string Id, LocalText Text, bool Best, int Mood, int Minutes, int Cost, LocalText Consequence, LocalText Debrief, string Next);

/// <param name="Passes">Whether a play that ends here counts where the course asks for endings worth passing.</param>
public sealed record ScenarioEnd(string Id, LocalText Text, bool Passes = true);
