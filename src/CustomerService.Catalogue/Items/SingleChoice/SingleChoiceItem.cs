using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.SingleChoice;

/// <summary>Exactly one option is the key.</summary>
public sealed record SingleChoiceItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : ChoiceItem(Id, OutcomeId, Level, LessonId, Critical, Stem, Options);
