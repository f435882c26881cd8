using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.MultipleChoice;

/// <summary>Two or more keys; score = (correct chosen − wrong chosen) / keys, not below 0.</summary>
public sealed record MultipleChoiceItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : ChoiceItem(Id, OutcomeId, Level, LessonId, Critical, Stem, Options);
