using CustomerService.Catalogue.Publishing;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Rules;

/// <summary>A question, in a lesson (practice) or in the bank of a final quiz. Its types are in <c>Items</c>, one folder per type; in JSON
/// (<see cref="CourseJson"/>) the discriminator property is <c>type</c>.</summary>
/// <param name="Id">Stable: <c>C03-O2-07</c> in a bank, <c>L1-P1</c> in a lesson.</param>
/// <param name="OutcomeId">The outcome it measures.</param>
/// <param name="Level">Null for practice.</param>
/// <param name="LessonId">The lesson to review.</param>
public abstract record Item(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem);
