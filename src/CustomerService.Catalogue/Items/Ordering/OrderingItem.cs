using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.Ordering;

/// <summary>Steps in their correct order. Scored by the share of adjacent pairs in the correct order.</summary>
public sealed record OrderingItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<OrderStep> Steps, LocalText Why)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem)
{
    /// <summary>The text of a step by its id.</summary>
    public LocalText Step(string id) => Steps.First(s => s.Id == id).Text;
}

public sealed record OrderStep(string Id, LocalText Text);
