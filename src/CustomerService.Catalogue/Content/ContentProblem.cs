using System.Globalization;
using CustomerService.Catalogue.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Content;

/// <summary>Severity of a problem: an error blocks publishing of the course, a warning is for the author to assess.</summary>
public enum Severity
{
    Error,
    Warning,
}

/// <summary>A source location: file, line and column.</summary>
/// <param name="File">Relative to the content folder, with forward slashes.</param>
/// <param name="Line">One-based.</param>
/// <param name="Column">One-based.</param>
public sealed record SourceLocation(string File, int Line = 1, int Column = 1)
{
    /// <summary>The location some lines further down.</summary>
    public SourceLocation Down(int lines) => lines == 0 ? this : new SourceLocation(File, Line + lines);
}

/// <summary>A kind of problem, with a stable code (<c>missing-language</c>). Its texts are in <c>ContentText</c>: the message under the
/// code in Pascal case, the remedy under the same key with the suffix <c>Remedy</c>.</summary>
public sealed record ProblemKind(string Code, Severity Severity)
{
    public static ProblemKind Error(string code) => new(code, Severity.Error);

    public static ProblemKind Warning(string code) => new(code, Severity.Warning);

    public string MessageKey => string.Concat(Code.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    public string RemedyKey => MessageKey + "Remedy";
}

/// <summary>A violation of the format or rules in the content files.</summary>
public sealed record ContentProblem(SourceLocation Location, ProblemKind Kind, IReadOnlyList<object> Arguments)
{
    public Severity Severity => Kind.Severity;

    public string Code => Kind.Code;

    /// <summary>What is wrong, in the given language.</summary>
    public string Message(Language language) => Say(Kind.MessageKey, language);

    /// <summary>How to fix it.</summary>
    public string Remedy(Language language) => Say(Kind.RemedyKey, language);

    /// <summary><c>file:line: error code message → remedy</c>, as compilers print it.</summary>
    public string Line(Language language) =>
        $"{Location.File}:{Location.Line.ToString(CultureInfo.InvariantCulture)}: {(Severity == Severity.Error ? "error" : "warning")} {Code} {Message(language)} → {Remedy(language)}";

    private string Say(string key, Language language)
    {
        var format = ContentText.ResourceManager.GetString(key, language.Culture()) ?? key;
        var text = string.Format(CultureInfo.InvariantCulture, format, [.. Arguments]);
        return language == Language.Persian ? Digits.ToPersianInText(text) : text;
    }
}

/// <summary>Collects problems.</summary>
public sealed class ProblemLog
{
    private readonly List<ContentProblem> _problems = [];

    public IReadOnlyList<ContentProblem> Problems => _problems;

    public void Add(SourceLocation location, ProblemKind kind, params object[] arguments) => _problems.Add(new ContentProblem(location, kind, arguments));

    public void AddRange(IEnumerable<ContentProblem> more) => _problems.AddRange(more);
}
