using CustomerService.Catalogue.Items.Choices;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.TrueFalse;

/// <summary>Options have the ids <c>true</c> and <c>false</c>; the application supplies their texts.</summary>
public sealed record TrueFalseItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : ChoiceItem(Id, OutcomeId, Level, LessonId, Critical, Stem, Options);
