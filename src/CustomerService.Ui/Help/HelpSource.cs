using System.Globalization;
using System.Reflection;
using CustomerService.Platform.Localization;

namespace CustomerService.Ui.Help;

/// <summary>The help topics of one capability: the files <c>help/&lt;slug&gt;.en.md</c> and <c>.fa.md</c> of its features, which the build embeds.</summary>
public sealed record HelpSource(Assembly Assembly)
{
    private const string Folder = "help/", English = ".en.md", Persian = ".fa.md";

    /// <exception cref="InvalidOperationException">A file lacks its counterpart or a heading, or names an unknown reader.</exception>
    internal IEnumerable<HelpTopic> Read(IReadOnlyList<HelpReader> readers)
    {
        var names = Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Order(StringComparer.Ordinal).Where(n => n.EndsWith(English, StringComparison.Ordinal)))
        {
            var slug = name[Folder.Length..^English.Length];
            var (english, persian) = (Open(name), Open(Folder + slug + Persian));
            yield return new HelpTopic(
                slug, Pair("title"), Pair("summary"), new LocalText(persian.Body, english.Body),
                new LocalText(persian.Optional("words"), english.Optional("words")),
                [.. english.List("readers").Select(key => readers.FirstOrDefault(r => r.Key == key) ?? throw new InvalidOperationException($"{name}: there is no reader {key}."))],
                int.TryParse(english.Required("order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : throw new InvalidOperationException($"{name}: order is a number."),
                english.List("routes"));

            LocalText Pair(string key) => new(persian.Required(key), english.Required(key));
        }

        if (names.FirstOrDefault(n => n.EndsWith(Persian, StringComparison.Ordinal) && !names.Contains(n[..^Persian.Length] + English)) is { } alone)
        {
            throw new InvalidOperationException($"{alone} has no English counterpart.");
        }
    }

    private HelpFile Open(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{Assembly.GetName().Name} has no file {name}.");
        using var reader = new StreamReader(stream);
        return HelpFile.Parse(name, reader.ReadToEnd());
    }
}
