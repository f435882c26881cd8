using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items;

/// <summary>The content side of a question type: its name, how it is read from a file, and its validation rules. How it is
/// arranged, answered, graded and shown is implemented by its counterpart in Learning.</summary>
internal interface IItemFormat
{
    /// <summary>The value of <c>type</c> in content files and in stored revisions. It never changes.</summary>
    string Name { get; }

    /// <summary>The record type that items are read into.</summary>
    Type ItemClass { get; }

    /// <summary>Average minutes for a practice question.</summary>
    double PracticeMinutes { get; }

    /// <summary>Rules over all questions of this type in a course.</summary>
    IEnumerable<ICourseRule> CourseRules { get; }

    /// <summary>Reads the type-specific fields.</summary>
    Item Read(YamlMap yaml, ItemHeader header);

    /// <summary>Reports what this type does not allow: too few, too many or equal parts, missing keys, duplicate ids.</summary>
    void Check(Item item, ItemProblems problems);
}

/// <summary>The fields common to all question types.</summary>
internal sealed record ItemHeader(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem);
