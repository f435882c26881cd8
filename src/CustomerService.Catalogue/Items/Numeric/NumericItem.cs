using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.Numeric;

/// <summary>A number typed by the learner, correct within ± tolerance.</summary>
public sealed record NumericItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, decimal Answer, decimal Tolerance, LocalText? Unit, LocalText Why)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);
