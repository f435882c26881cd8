using System.Text.Json.Serialization;
using CustomerService.Platform.Text;

namespace CustomerService.Catalogue.Rules;

/// <summary>A question, in a lesson (practice) or in the bank of a final quiz.</summary>
/// <param name="Id">Stable: <c>C03-O2-07</c> in a bank, <c>L1-P1</c> in a lesson.</param>
/// <param name="OutcomeId">What it measures.</param>
/// <param name="Level">Null for practice.</param>
/// <param name="LessonId">Where to review.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SingleChoiceItem), "single")]
[JsonDerivedType(typeof(MultipleChoiceItem), "multiple")]
[JsonDerivedType(typeof(TrueFalseItem), "true-false")]
[JsonDerivedType(typeof(MatchingItem), "matching")]
[JsonDerivedType(typeof(OrderingItem), "ordering")]
[JsonDerivedType(typeof(ShortAnswerItem), "short")]
[JsonDerivedType(typeof(NumericItem), "numeric")]
public abstract record Item(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem);

/// <summary>An item that is answered by choosing among options.</summary>
public abstract record ChoiceItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);

/// <summary>Exactly one option is the key.</summary>
public sealed record SingleChoiceItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : ChoiceItem(Id, OutcomeId, Level, LessonId, Critical, Stem, Options);

/// <summary>Two or more keys; scored (right chosen − wrong chosen) / keys, not below 0.</summary>
public sealed record MultipleChoiceItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : ChoiceItem(Id, OutcomeId, Level, LessonId, Critical, Stem, Options);

/// <summary>Options have the ids <c>true</c> and <c>false</c>; their texts are the application's.</summary>
public sealed record TrueFalseItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : ChoiceItem(Id, OutcomeId, Level, LessonId, Critical, Stem, Options);

/// <param name="Why">What choosing it shows: the teaching feedback.</param>
public sealed record Option(string Id, bool Key, LocalText Text, LocalText Why);

/// <summary>Lefts are matched with rights; extras are rights that match nothing. Scored by share of right pairs.</summary>
public sealed record MatchingItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<MatchPair> Pairs, IReadOnlyList<MatchExtra> Extras)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);

public sealed record MatchPair(string Id, LocalText Left, LocalText Right, LocalText Why);

public sealed record MatchExtra(string Id, LocalText Right, LocalText Why);

/// <summary>Steps in their right order. Scored by the share of neighbours that follow each other rightly.</summary>
public sealed record OrderingItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<OrderStep> Steps, LocalText Why)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);

public sealed record OrderStep(string Id, LocalText Text);

/// <summary>A term typed by the learner; accepted in either language, compared by folding key.</summary>
public sealed record ShortAnswerItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<string> AcceptFa, IReadOnlyList<string> AcceptEn, LocalText Why)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);

/// <summary>A number typed by the learner, right within ± tolerance.</summary>
public sealed record NumericItem(string Id, string OutcomeId, Level? Level, string LessonId, bool Critical, LocalText Stem, decimal Answer, decimal Tolerance, LocalText? Unit, LocalText Why)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);
