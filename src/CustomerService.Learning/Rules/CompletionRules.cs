using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Learning.Rules;

public enum CompletionRule
{
    /// <summary>Every lesson is finished.</summary>
    Lessons,

    /// <summary>Every practice question was answered once; only where the course asks for it.</summary>
    Practice,

    /// <summary>Every scenario was played to an end once; where the course asks for it, to one worth passing.</summary>
    Scenarios,

    /// <summary>The final quiz is passed.</summary>
    Quiz,
}

/// <summary>What a learner has done within an enrolment.</summary>
/// <param name="PassedPercent">Score of the passed attempt; null while none is passed.</param>
/// <param name="MayTestOut">The person's audience may replace lessons and scenarios by passing the quiz.</param>
/// <param name="TriedPractice">Ids of the practice questions that were answered.</param>
/// <param name="PassedScenarios">Those of the played scenarios that reached an ending worth passing.</param>
public sealed record CompletionFacts(
    IReadOnlySet<string> FinishedLessons, IReadOnlySet<string> PlayedScenarios, int? PassedPercent, bool MayTestOut,
    IReadOnlySet<string> TriedPractice, IReadOnlySet<string> PassedScenarios)
{
    /// <summary>Whether a scenario is done by the course's own measure.</summary>
    public bool IsDone(Course course, Scenario scenario) =>
        (course.Completion is { ScenariosPassed: true } ? PassedScenarios : PlayedScenarios).Contains(scenario.Id);

    /// <summary>Practice questions of a lesson that the course asks for and that are not answered yet.</summary>
    public int PracticeLeft(Course course, Lesson lesson) =>
        course.Completion is { PracticeTried: true } ? lesson.Practice.Count(p => !TriedPractice.Contains(p.Id)) : 0;
}

/// <summary>One rule, whether it is met, and by what.</summary>
/// <param name="Waived">Not needed, because passing the quiz suffices for this learner.</param>
/// <param name="Missing">Ids of what is still to be done.</param>
/// <param name="Percent">The score, for the quiz.</param>
public sealed record ExplainedRule(CompletionRule Rule, bool Met, bool Waived, int Done, int Needed, IReadOnlyList<string> Missing, int? Percent);

/// <summary>A completion that was not earned here: by which import it came, and who confirmed it.</summary>
/// <param name="ImportId">Null: somebody in charge recognised what was learned elsewhere.</param>
/// <param name="FileName">The name of the imported file; null without an import.</param>
/// <param name="Number">The number of a certificate of another system, or where the evidence is kept.</param>
/// <param name="Reference">Where it is on record outside the academy; of a recognition, the reason.</param>
public sealed record OutsideRecord(Guid? ImportId, string? FileName, Guid ConfirmedById, DateTime RecordedAtUtc, string? Number, string? Reference);

/// <summary>Why a course is, or is not, complete.</summary>
/// <param name="TestedOut">Complete by the quiz alone, with lessons or scenarios left.</param>
/// <param name="Outside">Null: it was earned here, by the rules.</param>
public sealed record CompletionExplanation(bool IsComplete, bool TestedOut, IReadOnlyList<ExplainedRule> Rules, OutsideRecord? Outside = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether somebody in charge recognised what was learned elsewhere.</summary>
    [JsonIgnore]
    public bool IsRecognition => Outside is { ImportId: null };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static CompletionExplanation FromJson(string json) => JsonSerializer.Deserialize<CompletionExplanation>(json, Json)!;
}

/// <summary>Decides completion. Pure: the same inputs always give the same result, which includes the explanation.</summary>
public static class CompletionRules
{
    public static CompletionExplanation Explain(Course course, CompletionFacts facts)
    {
        List<string> lessons = [.. course.Lessons.Select(l => l.Id).Where(id => !facts.FinishedLessons.Contains(id))];
        List<string> untried = [.. course.Lessons.Where(l => facts.PracticeLeft(course, l) > 0).Select(l => l.Id)];
        List<string> scenarios = [.. course.Scenarios.Where(s => !facts.IsDone(course, s)).Select(s => s.Id)];
        var questions = course.Completion is { PracticeTried: true } ? course.Lessons.Sum(l => l.Practice.Count) : 0;
        var left = course.Lessons.Sum(l => facts.PracticeLeft(course, l));
        var passed = facts.PassedPercent is not null;
        var waived = passed && facts.MayTestOut;
        List<ExplainedRule> rules =
        [
            new(CompletionRule.Lessons, lessons.Count == 0, waived && lessons.Count > 0, course.Lessons.Count - lessons.Count, course.Lessons.Count, lessons, null),
            new(CompletionRule.Scenarios, scenarios.Count == 0, waived && scenarios.Count > 0, course.Scenarios.Count - scenarios.Count, course.Scenarios.Count, scenarios, null),
            new(CompletionRule.Quiz, passed, false, passed ? 1 : 0, 1, [], facts.PassedPercent),
        ];
        if (questions > 0)
        {
            // Missing are the lessons in which a question waits.
            rules.Insert(1, new(CompletionRule.Practice, left == 0, waived && left > 0, questions - left, questions, untried, null));
        }

        return new(rules.TrueForAll(r => r.Met || r.Waived), rules.Exists(r => r.Waived) && passed, rules);
    }

    public static bool IsComplete(Course course, CompletionFacts facts) => Explain(course, facts).IsComplete;

    /// <summary>Whether passing the quiz is sufficient for a person of these audiences.</summary>
    /// <param name="isRefresher">See <see cref="Enrolment.IsRefresher"/>.</param>
    public static bool MayTestOut(Course course, IEnumerable<Audience> audiences, bool isRefresher = false) =>
        isRefresher || (course.TestOut && audiences.Any(a => course.Offers.TryGetValue(a, out var offer) && offer == Offer.TestOut));

    /// <summary>Training minutes to credit: those of the course; for one who tested out, those of the lessons actually finished.</summary>
    public static int CreditedMinutes(Course course, CompletionFacts facts) => Explain(course, facts).TestedOut
        ? course.Lessons.Where(l => facts.FinishedLessons.Contains(l.Id)).Sum(l => l.Minutes)
        : course.Minutes;
}
