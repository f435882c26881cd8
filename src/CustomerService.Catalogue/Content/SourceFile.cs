using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Catalogue.Content;

/// <summary>Reads files of the content folder; problems and source locations go to the scope passed in.</summary>
internal sealed class SourceFolder(string root)
{
    /// <summary>Maximum file size in bytes. Content files are written by hand; anything larger is a mistake.</summary>
    public const long LargestFile = 2 * 1024 * 1024;

    public string Root { get; } = Path.GetFullPath(root);

    /// <summary>The text of a file, with \n line endings; null, with a problem reported, if it can't be read.</summary>
    public string? Text(string relative, SourceScope scope, ProblemKind missing, params object[] missingArguments)
    {
        var path = Path.Combine(Root, relative);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                scope.Problems.Add(new SourceLocation(relative), missing, missingArguments);
                return null;
            }

            if (file.Length > LargestFile)
            {
                scope.Problems.Add(new SourceLocation(relative), Content.Problems.Unreadable, relative, "2 MB");
                return null;
            }

            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException or ArgumentException)
        {
            scope.Problems.Add(new SourceLocation(relative), Content.Problems.Unreadable, relative, e is IOException or UnauthorizedAccessException ? e.GetType().Name : "UTF-8");
            return null;
        }
    }

    /// <summary>The root node of a YAML file; null, with a problem reported, if there is none.</summary>
    public YamlNode? Yaml(string relative, SourceScope scope)
    {
        if (Text(relative, scope, Content.Problems.MissingFile, relative) is not { } text)
        {
            return null;
        }

        using var reader = new StringReader(text);
        var parser = new ShallowParser(new Parser(reader));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count == 1)
            {
                return stream.Documents[0].RootNode;
            }

            scope.Problems.Add(new SourceLocation(relative), Content.Problems.WrongShape, relative);
        }
        catch (YamlException e)
        {
            Report(e.Start, e.Message);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or InvalidCastException)
        {
            // The scanner throws one of these for some malformed text, such as an unclosed list.
            Report(parser.Current?.End ?? Mark.Empty, e.Message);
        }

        return null;

        void Report(Mark mark, string message) =>
            scope.Problems.Add(new SourceLocation(relative, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column)), Content.Problems.YamlSyntax, message);
    }

    /// <summary>Relative paths of the files of a folder that match a pattern, sorted.</summary>
    public IReadOnlyList<string> Files(string folder, string pattern)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, pattern).Select(f => $"{folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal)]
            : [];
    }

    public bool Has(string relative) => File.Exists(Path.Combine(Root, relative));
}

/// <summary>Collects the problems and source locations of one course or one academy file.</summary>
internal sealed class SourceScope
{
    public ProblemLog Problems { get; } = new();

    public SourceMap Map { get; } = new();
}

/// <summary>Rejects deep nesting, which would overflow the loader's stack; our files have six levels.</summary>
internal sealed class ShallowParser(IParser inner) : IParser
{
    private const int Deepest = 30;

    private int _depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext())
        {
            return false;
        }

        _depth += inner.Current!.NestingIncrease;
        return _depth <= Deepest ? true : throw new YamlException(inner.Current.Start, inner.Current.End, "The nesting is too deep.");
    }
}
