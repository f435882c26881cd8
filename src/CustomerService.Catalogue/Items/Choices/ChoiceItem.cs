using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.Choices;

/// <summary>An item that is answered by choosing among options.</summary>
public abstract record ChoiceItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<Option> Options)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem)
{
    /// <summary>The options in the order of the given ids.</summary>
    public IEnumerable<Option> InOrder(IEnumerable<string> ids) => ids.Select(id => Options.First(o => o.Id == id));
}

/// <param name="Why">Feedback shown to the learner for this option.</param>
public sealed record Option(string Id, bool Key, LocalText Text, LocalText Why);
