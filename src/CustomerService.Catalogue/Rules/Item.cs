using CustomerService.Catalogue.Publishing;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Rules;

/// <summary>A question, in a lesson (practice) or in the bank of a final quiz. Its types are in <c>Items</c>, a folder a type; in JSON
/// (<see cref="CourseJson"/>) the property <c>type</c> names which one it is.</summary>
/// <param name="Id">Stable: <c>C03-O2-07</c> in a bank, <c>L1-P1</c> in a lesson.</param>
/// <param name="OutcomeId">What it measures.</param>
/// <param name="Level">Null for practice.</param>
/// <param name="LessonId">Where to review.</param>
public abstract record Item(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem);
