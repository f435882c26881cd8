namespace CustomerService.Ui.Help;

/// <summary>A topic in one language: headings (<c>key: value</c>, one a line) between two lines <c>---</c>, then Markdown.</summary>
public sealed record HelpFile(string Name, IReadOnlyDictionary<string, string> Headings, string Body)
{
    private const string Rule = "---";

    /// <exception cref="InvalidOperationException">The file is not of this form.</exception>
    public static HelpFile Parse(string name, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, Rule, 1);
        if (lines[0] != Rule || end < 0)
        {
            throw new InvalidOperationException($"{name} does not begin with headings between two lines {Rule}.");
        }

        var headings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines[1..end])
        {
            if (line.Split(": ", 2) is not [var key, var value] || !headings.TryAdd(key, value.Trim()))
            {
                throw new InvalidOperationException($"{name}: «{line}» is no heading, or stands there twice.");
            }
        }

        return new(name, headings, string.Join('\n', lines[(end + 1)..]).Trim());
    }

    /// <exception cref="InvalidOperationException">The heading is missing.</exception>
    public string Required(string key) => Headings.GetValueOrDefault(key) ?? throw new InvalidOperationException($"{Name} has no heading {key}.");

    /// <summary>The heading, or nothing.</summary>
    public string Optional(string key) => Headings.GetValueOrDefault(key, "");

    /// <summary>The parts of a heading between commas.</summary>
    public IReadOnlyList<string> List(string key) => Optional(key).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
