using CustomerService.Catalogue.Rules;
using CustomerService.Catalogue.Standards;
using CustomerService.People.Shared;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Content;

/// <summary>What kind of writing a text is, for the rules that differ.</summary>
public enum TextKind
{
    /// <summary>A title, label or line: no Markdown.</summary>
    Plain,

    /// <summary>A paragraph or a few, with emphasis.</summary>
    Prose,

    /// <summary>The Markdown of a lesson.</summary>
    Lesson,

    /// <summary>Text inside a picture.</summary>
    Picture,
}

/// <summary>A text of the content, and where each language's version begins.</summary>
public sealed record SourceText(LocalText Text, SourceLocation Fa, SourceLocation En, TextKind Kind)
{
    public SourceLocation In(Language language) => language == Language.Persian ? Fa : En;
}

/// <summary>Where the parts of the content were read: the records themselves know nothing of files.</summary>
public sealed class SourceMap
{
    private readonly Dictionary<object, SourceLocation> _locations = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LocalText, SourceText> _textsByReference = new(ReferenceEqualityComparer.Instance);
    private readonly List<SourceText> _texts = [];

    /// <summary>Every text in two languages, in the order of reading.</summary>
    public IReadOnlyList<SourceText> Texts => _texts;

    public void Put(object part, SourceLocation location) => _locations[part] = location;

    public void Put(SourceText text)
    {
        _texts.Add(text);
        _textsByReference[text.Text] = text;
    }

    /// <summary>Where a part was read; a part that was not read from a file is looked for in its course file.</summary>
    public SourceLocation Of(object part) => _locations.GetValueOrDefault(part) ?? Nowhere;

    public SourceLocation Of(LocalText text, Language language) => _textsByReference.GetValueOrDefault(text)?.In(language) ?? Nowhere;

    private static SourceLocation Nowhere { get; } = new("");
}
