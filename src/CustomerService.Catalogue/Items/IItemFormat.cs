using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Items;

/// <summary>A question type as content: the word that names it, how it is read from a file, and the rules it must keep. How it is
/// arranged, answered, graded and shown is the business of its counterpart in Learning.</summary>
internal interface IItemFormat
{
    /// <summary>The value of <c>type</c> in content files and in stored revisions. It never changes.</summary>
    string Name { get; }

    /// <summary>The record that the type is read into.</summary>
    Type ItemClass { get; }

    /// <summary>Minutes that a practice question takes, on average.</summary>
    double PracticeMinutes { get; }

    /// <summary>Rules about all questions of this type in a course together.</summary>
    IEnumerable<ICourseRule> CourseRules { get; }

    /// <summary>Reads the fields that only this type has.</summary>
    Item Read(YamlMap yaml, ItemHeader header);

    /// <summary>Reports what this type does not allow: parts that are too few, too many or alike, missing keys, repeated ids.</summary>
    void Check(Item item, ItemProblems problems);
}

/// <summary>What questions of every type have.</summary>
internal sealed record ItemHeader(string Id, string OutcomeId, CognitiveLevel? Level, string LessonId, bool Critical, LocalText Stem);
