using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Content;

/// <summary>The kind of a text; some rules depend on it.</summary>
public enum TextKind
{
    /// <summary>A title, label or single line: no Markdown.</summary>
    Plain,

    /// <summary>One or more paragraphs, with emphasis.</summary>
    Prose,

    /// <summary>The Markdown of a lesson.</summary>
    Lesson,

    /// <summary>Text inside a picture.</summary>
    Picture,
}

/// <summary>A text of the content, and the source location of each language version.</summary>
public sealed record SourceText(LocalText Text, SourceLocation Fa, SourceLocation En, TextKind Kind)
{
    public SourceLocation In(Language language) => language == Language.Persian ? Fa : En;
}

/// <summary>Maps content objects to source locations; the records themselves have no file information.</summary>
public sealed class SourceMap
{
    private readonly Dictionary<object, SourceLocation> _locations = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LocalText, SourceText> _textsByReference = new(ReferenceEqualityComparer.Instance);
    private readonly List<SourceText> _texts = [];

    /// <summary>Every bilingual text, in reading order.</summary>
    public IReadOnlyList<SourceText> Texts => _texts;

    public void Put(object part, SourceLocation location) => _locations[part] = location;

    public void Put(SourceText text)
    {
        _texts.Add(text);
        _textsByReference[text.Text] = text;
    }

    /// <summary>The source location of a part; one with an empty file name if the part was not read from a file.</summary>
    public SourceLocation Of(object part) => _locations.GetValueOrDefault(part) ?? Nowhere;

    public SourceLocation Of(LocalText text, Language language) => _textsByReference.GetValueOrDefault(text)?.In(language) ?? Nowhere;

    private static SourceLocation Nowhere { get; } = new("");
}
