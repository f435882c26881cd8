using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items.ShortAnswer;

/// <summary>A term typed by the learner; accepted in either language, compared by <see cref="TextNormalizer.AnswerKey"/>.</summary>
public sealed record ShortAnswerItem(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem, IReadOnlyList<string> AcceptFa, IReadOnlyList<string> AcceptEn, LocalText Why)
    : Item(Id, OutcomeId, Level, LessonId, Critical, Stem);
