using System.Globalization;
using CustomerService.Platform.Localization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Catalogue.Content;

/// <summary>A YAML mapping that is read field by field. Missing or malformed fields are reported with their source location and
/// replaced by a default value, so that one run finds every problem; <see cref="Close"/> reports unread fields.</summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode _node;
    private readonly string _file;
    private readonly SourceScope _scope;
    private readonly HashSet<string> _known = [];

    private YamlMap(YamlMappingNode node, string file, SourceScope scope)
    {
        _node = node;
        _file = file;
        _scope = scope;
        Location = LocationOf(node);
    }

    public SourceLocation Location { get; }

    /// <summary>Reads a file whose root is a mapping.</summary>
    public static YamlMap? Read(YamlNode? node, string file, SourceScope scope)
    {
        if (node is YamlMappingNode mapping)
        {
            return new YamlMap(mapping, file, scope);
        }

        if (node is not null)
        {
            scope.Problems.Add(new SourceLocation(file), Problems.WrongShape, file);
        }

        return null;
    }

    /// <summary>Reads a file whose root is a list of mappings.</summary>
    public static IReadOnlyList<YamlMap> ReadList(YamlNode? node, string file, SourceScope scope)
    {
        if (node is null or YamlScalarNode { Value: null or "" })
        {
            return [];
        }

        if (node is not YamlSequenceNode sequence)
        {
            scope.Problems.Add(new SourceLocation(file), Problems.WrongShape, file);
            return [];
        }

        return Mappings(sequence, file, scope, file);
    }

    public bool Has(string key) => Node(key) is not null;

    public SourceLocation LocationOf(string key) => Node(key) is { } value ? LocationOf(value) : Location;

    /// <summary>A required scalar.</summary>
    public string String(string key) => OptionalString(key) ?? Missing(key, "");

    public string? OptionalString(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { } value } when value.Length > 0:
                return value;
            default:
                _scope.Problems.Add(LocationOf(key), Problems.WrongShape, key);
                return "";
        }
    }

    public bool Flag(string key)
    {
        var text = OptionalString(key);
        if (text is not (null or "" or "true" or "false"))
        {
            _scope.Problems.Add(LocationOf(key), Problems.UnknownValue, text, key, "true, false");
        }

        return text == "true";
    }

    public int Int(string key, int least, int most)
    {
        if (!Has(key))
        {
            return Missing(key, least);
        }

        return OptionalInt(key, least, most) ?? least;
    }

    public int? OptionalInt(string key, int least, int most)
    {
        if (Decimal(key, least, most) is not { } value)
        {
            return null;
        }

        if (value != decimal.Truncate(value))
        {
            _scope.Problems.Add(LocationOf(key), Problems.NotANumber, key, value.ToString(CultureInfo.InvariantCulture));
        }

        return (int)value;
    }

    public decimal RequiredDecimal(string key, decimal least, decimal most) => Has(key) ? Decimal(key, least, most) ?? least : Missing(key, 0m);

    private decimal? Decimal(string key, decimal least, decimal most)
    {
        if (OptionalString(key) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            _scope.Problems.Add(LocationOf(key), Problems.NotANumber, key, text);
            return null;
        }

        if (value < least || value > most)
        {
            _scope.Problems.Add(LocationOf(key), Problems.OutOfRange, key, text, least, most);
            return null;
        }

        return value;
    }

    /// <summary>One of a set of keywords.</summary>
    public T Choice<T>(string key, IReadOnlyDictionary<string, T> words, T otherwise)
    {
        var text = String(key);
        return text.Length == 0 ? otherwise : Word(text, words, otherwise, key, LocationOf(key));
    }

    /// <summary>One or more of a set of keywords.</summary>
    public IReadOnlyList<T> Choices<T>(string key, IReadOnlyDictionary<string, T> words)
    {
        if (Node(key) is YamlSequenceNode { Children.Count: 0 })
        {
            return Missing<IReadOnlyList<T>>(key, []);
        }

        var found = new List<T>();
        foreach (var (text, location) in Strings(key))
        {
            if (words.TryGetValue(text, out var value))
            {
                found.Add(value);
            }
            else
            {
                _scope.Problems.Add(location, Problems.UnknownValue, text, key, string.Join(", ", words.Keys));
            }
        }

        return found;
    }

    private T Word<T>(string text, IReadOnlyDictionary<string, T> words, T otherwise, string key, SourceLocation location)
    {
        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        _scope.Problems.Add(location, Problems.UnknownValue, text, key, string.Join(", ", words.Keys));
        return otherwise;
    }

    /// <summary>A mapping from keywords to values, such as audiences to offers; invalid entries are reported and skipped.</summary>
    public IEnumerable<(string Key, YamlNode Value, SourceLocation Location)> Entries(string key)
    {
        switch (Node(key))
        {
            case null:
                Missing(key, 0);
                return [];
            case YamlMappingNode mapping:
                return [.. mapping.Children.Select(c => ((c.Key as YamlScalarNode)?.Value ?? "", c.Value, LocationOf(c.Key)))];
            default:
                _scope.Problems.Add(LocationOf(key), Problems.WrongShape, key);
                return [];
        }
    }

    /// <summary>A mapping whose keys and values are both keywords.</summary>
    public IReadOnlyDictionary<TKey, TValue> Words<TKey, TValue>(string key, IReadOnlyDictionary<string, TKey> keys, IReadOnlyDictionary<string, TValue> values)
        where TKey : notnull
    {
        var found = new SortedDictionary<TKey, TValue>();
        foreach (var (name, value, location) in Entries(key))
        {
            var text = (value as YamlScalarNode)?.Value ?? "";
            if (!keys.TryGetValue(name, out var word))
            {
                _scope.Problems.Add(location, Problems.UnknownValue, name, key, string.Join(", ", keys.Keys));
            }
            else if (!values.TryGetValue(text, out var meaning))
            {
                _scope.Problems.Add(location, Problems.UnknownValue, text, name, string.Join(", ", values.Keys));
            }
            else
            {
                found[word] = meaning;
            }
        }

        return found;
    }

    public YamlMap? Map(string key, bool required = true)
    {
        switch (Node(key))
        {
            case YamlMappingNode mapping:
                return new YamlMap(mapping, _file, _scope);
            case null:
                return required ? Missing<YamlMap?>(key, null) : null;
            default:
                _scope.Problems.Add(LocationOf(key), Problems.WrongShape, key);
                return null;
        }
    }

    public IReadOnlyList<YamlMap> Maps(string key, bool required = true)
    {
        switch (Node(key))
        {
            case YamlSequenceNode sequence:
                return Mappings(sequence, _file, _scope, key);
            case null:
                return required ? Missing<IReadOnlyList<YamlMap>>(key, []) : [];
            default:
                _scope.Problems.Add(LocationOf(key), Problems.WrongShape, key);
                return [];
        }
    }

    /// <summary>A list of scalars, each with its source location.</summary>
    public IReadOnlyList<(string Value, SourceLocation Location)> Strings(string key, bool required = true)
    {
        switch (Node(key))
        {
            case YamlSequenceNode sequence:
                var values = new List<(string, SourceLocation)>();
                foreach (var child in sequence.Children)
                {
                    if (child is YamlScalarNode { Value: { Length: > 0 } value })
                    {
                        values.Add((value, LocationOf(child)));
                    }
                    else
                    {
                        _scope.Problems.Add(LocationOf(child), Problems.WrongShape, key);
                    }
                }

                return values;
            case null:
                return required ? Missing<IReadOnlyList<(string, SourceLocation)>>(key, []) : [];
            default:
                _scope.Problems.Add(LocationOf(key), Problems.WrongShape, key);
                return [];
        }
    }

    /// <summary>A required text in both languages.</summary>
    public LocalText Text(string key, TextKind kind = TextKind.Plain) =>
        OptionalText(key, kind) ?? Missing(key, new LocalText("", ""));

    public LocalText? OptionalText(string key, TextKind kind = TextKind.Plain)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                var languages = new YamlMap(mapping, _file, _scope);
                var text = new LocalText(languages.Version(key, "fa"), languages.Version(key, "en"));
                languages.Close();
                _scope.Map.Put(new SourceText(text, languages.LocationOf("fa"), languages.LocationOf("en"), kind));
                return text;
            default:
                _scope.Problems.Add(LocationOf(key), Problems.MissingLanguage, key, "fa, en");
                return new LocalText("", "");
        }
    }

    /// <summary>A list of texts, written as one list per language.</summary>
    public IReadOnlyList<LocalText> Texts(string key)
    {
        if (Map(key) is not { } languages)
        {
            return [];
        }

        var fa = languages.Strings("fa");
        var en = languages.Strings("en");
        languages.Close();
        if (fa.Count != en.Count)
        {
            _scope.Problems.Add(languages.Location, Problems.UnevenList, key, fa.Count, en.Count);
        }

        var texts = new List<LocalText>();
        foreach (var (persian, english) in fa.Zip(en))
        {
            var text = new LocalText(persian.Value, english.Value);
            _scope.Map.Put(new SourceText(text, persian.Location, english.Location, TextKind.Plain));
            texts.Add(text);
        }

        return texts;
    }

    /// <summary>Records the source location of a part.</summary>
    public T Placed<T>(T part) where T : class
    {
        _scope.Map.Put(part, Location);
        return part;
    }

    public void Report(string key, ProblemKind kind, params object[] arguments) => _scope.Problems.Add(LocationOf(key), kind, arguments);

    /// <summary>Reports fields that were not read: misspelt, or not valid for this type.</summary>
    public void Close()
    {
        foreach (var key in _node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } name } || !_known.Contains(name))
            {
                _scope.Problems.Add(LocationOf(key), Problems.UnknownField, (key as YamlScalarNode)?.Value ?? "?", string.Join(", ", _known));
            }
        }
    }

    private string Version(string key, string language)
    {
        if (Node(language) is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value))
        {
            return value.TrimEnd();
        }

        _scope.Problems.Add(LocationOf(language), Problems.MissingLanguage, key, language);
        return "";
    }

    private T Missing<T>(string key, T otherwise)
    {
        _scope.Problems.Add(Location, Problems.MissingField, key);
        return otherwise;
    }

    private YamlNode? Node(string key)
    {
        _known.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is not YamlScalarNode { Value: null or "", Style: ScalarStyle.Plain } ? value : null;
    }

    private SourceLocation LocationOf(YamlNode value) => LocationIn(_file, value);

    private static SourceLocation LocationIn(string file, YamlNode value) => new(file, (int)Math.Max(1, value.Start.Line), (int)Math.Max(1, value.Start.Column));

    private static List<YamlMap> Mappings(YamlSequenceNode sequence, string file, SourceScope scope, string what)
    {
        var maps = new List<YamlMap>();
        foreach (var child in sequence.Children)
        {
            if (child is YamlMappingNode mapping)
            {
                maps.Add(new YamlMap(mapping, file, scope));
            }
            else
            {
                scope.Problems.Add(LocationIn(file, child), Problems.WrongShape, what);
            }
        }

        return maps;
    }
}
