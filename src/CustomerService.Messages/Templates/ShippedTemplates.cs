using System.Reflection;
using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Messages.Templates;

/// <summary>The words of a kind in a language, as they are written.</summary>
public sealed record TemplateWords(string Subject, string Body);

/// <summary>The texts that the academy ships: <c>shipped/&lt;kind&gt;.&lt;language&gt;.txt</c>, a line for the subject, an empty one, and the body.</summary>
public static class ShippedTemplates
{
    private static readonly Dictionary<(MessageKind, Language), (TemplateWords Words, TemplateText Text)> All = Load();

    public static TemplateWords Words(MessageKind kind, Language language) => All[(kind, language)].Words;

    public static TemplateText Text(MessageKind kind, Language language) => All[(kind, language)].Text;

    /// <summary>Reads words by the rules of their kind.</summary>
    /// <returns>A refusal of <see cref="TemplateText.Read"/>.</returns>
    public static Platform.Result<TemplateText> Read(MessageTraits kind, string? subject, string? body)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return TemplateText.Read(subject, body, [.. MessageFields.Common, .. kind.Fields], kind.HasToken);
    }

    private static Dictionary<(MessageKind, Language), (TemplateWords, TemplateText)> Load()
    {
        var all = new Dictionary<(MessageKind, Language), (TemplateWords, TemplateText)>();
        foreach (var kind in MessageKinds.All)
        {
            foreach (var language in Languages.All)
            {
                var name = $"templates/{kind.Slug}.{language.Code()}.txt";
                using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"There is no text {name}.");
                using var reader = new StreamReader(stream);
                var (subject, body) = (reader.ReadLine() ?? "", reader.ReadToEnd().ReplaceLineEndings("\n").Trim());
                all[(kind.Kind, language)] = (new(subject, body), Read(kind, subject, body) is { Succeeded: true } read ? read.Value : throw new InvalidOperationException($"The text {name} is refused: {Read(kind, subject, body).Refusal}."));
            }
        }

        return all;
    }
}
