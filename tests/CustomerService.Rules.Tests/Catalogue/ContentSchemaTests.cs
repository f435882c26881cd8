using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerService.TestKit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>The JSON Schemas, which editors use while somebody writes, describe the files as they are.</summary>
public sealed class ContentSchemaTests
{
    private static readonly string Content = Repository.PathOf("content");

    [Fact]
    public void Every_content_file_names_its_schema_and_fits_it()
    {
        var problems = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Content, "*.yaml", SearchOption.AllDirectories))
        {
            var named = File.ReadLines(file).First().Split("$schema=");
            var schema = named.Length == 2 ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, named[1].Trim())) : "";
            if (!File.Exists(schema))
            {
                problems.Add($"{file}: the first line names no schema");
                continue;
            }

            problems.AddRange(new Schema(schema).Check(Yaml(File.ReadAllText(file))).Select(p => $"{file}: {p}"));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void The_sample_of_every_type_fits_its_schema()
    {
        foreach (var (name, schema) in new[]
        {
            (SampleContent.Course, "course"), (SampleContent.Lesson, "lesson"), (SampleContent.Bank, "bank"), (SampleContent.Scenario, "scenario"), (SampleContent.Glossary, "glossary"),
        })
        {
            Assert.Empty(SchemaNamed(schema).Check(Yaml(SampleContent.Files.Single(f => f.Name == name).Text)));
        }
    }

    [Theory]
    [InlineData("course", SampleContent.Course, "minutes: 11\n", "")]
    [InlineData("course", SampleContent.Course, "minutes: 11\n", "minutes: long\n")]
    [InlineData("course", SampleContent.Course, "testOut: true", "testout: true")]
    [InlineData("course", SampleContent.Course, "frontline: required", "frontline: perhaps")]
    [InlineData("lesson", SampleContent.Lesson, "en: First lesson", "de: Lektion")]
    [InlineData("bank", SampleContent.Bank, "tolerance: 0.1", "tolerance: -1")]
    [InlineData("bank", SampleContent.Bank, "type: numeric", "type: short")]
    [InlineData("bank", SampleContent.Bank, "level: K", "")]
    [InlineData("bank", SampleContent.Bank, "outcome: O1", "")]
    [InlineData("bank", SampleContent.Bank, "id: X01-O1-04", "id: L1-P4")]
    [InlineData("lesson", SampleContent.Lesson, "type: true-false", "level: K\n    type: true-false")]
    [InlineData("scenario", SampleContent.Scenario, "mood: 3", "mood: 9")]
    [InlineData("glossary", SampleContent.Glossary, "- id: learner", "- id: The Learner")]
    public void A_file_that_does_not_fit_is_found(string schema, string name, string from, string to)
    {
        var text = SampleContent.Files.Single(f => f.Name == name).Text;
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.NotEmpty(SchemaNamed(schema).Check(Yaml(text.Replace(from, to, StringComparison.Ordinal))));
    }

    private static Schema SchemaNamed(string name) => new(Path.Combine(Content, "schemas", name + ".schema.json"));

    private static JsonNode? Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Json(stream.Documents[0].RootNode);
    }

    /// <summary>As YAML's core schema reads: plain true, false and numbers are no strings.</summary>
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, Json(c.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => JsonValue.Create(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } number when decimal.TryParse(number.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => JsonValue.Create(value),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    /// <summary>The part of JSON Schema that ours use. An unknown keyword fails, so that no schema promises more than is tested.</summary>
    private sealed class Schema(string file)
    {
        private readonly JsonNode _root = JsonNode.Parse(File.ReadAllText(file))!;

        public IEnumerable<string> Check(JsonNode? value) => Check(_root, value, "$");

        private IEnumerable<string> Check(JsonNode schema, JsonNode? value, string path) => schema is JsonValue allowed
            ? allowed.GetValue<bool>() ? [] : [$"{path} does not belong here"]
            : schema.AsObject().SelectMany(keyword => Check(schema, keyword.Key, keyword.Value!, value, path));

        private IEnumerable<string> Check(JsonNode schema, string keyword, JsonNode rule, JsonNode? value, string path)
        {
            var (map, list) = (value as JsonObject, value as JsonArray);
            var text = value is JsonValue scalar && scalar.TryGetValue<string>(out var s) ? s : null;
            decimal? number = value is JsonValue maybe && maybe.TryGetValue<decimal>(out var d) ? d : null;
            return keyword switch
            {
                "$schema" or "title" or "description" or "$defs" => [],
                "$ref" => Referred(rule.GetValue<string>(), value, path),
                "type" => Failing(rule.GetValue<string>() switch
                {
                    "object" => map is not null,
                    "array" => list is not null,
                    "string" => text is not null,
                    "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
                    "integer" => number is { } whole && whole == decimal.Truncate(whole),
                    "number" => number is not null,
                    _ => false,
                }),
                "properties" => rule.AsObject().Where(p => map?.ContainsKey(p.Key) == true).SelectMany(p => Check(p.Value!, map![p.Key], $"{path}.{p.Key}")),
                "required" => rule.AsArray().Select(r => r!.GetValue<string>()).Where(r => map?.ContainsKey(r) == false).Select(r => $"{path} lacks {r}"),
                "additionalProperties" => (map ?? []).Where(p => schema["properties"]?.AsObject().ContainsKey(p.Key) != true)
                    .SelectMany(p => rule is JsonObject other ? Check(other, p.Value, $"{path}.{p.Key}") : [$"{path} has {p.Key}"]),
                "items" => (list ?? []).SelectMany((item, i) => Check(rule, item, $"{path}[{i}]")),
                "oneOf" => Failing(rule.AsArray().Count(r => !Check(r!, value, path).Any()) == 1),
                "enum" => Failing(rule.AsArray().Any(r => JsonNode.DeepEquals(r, value))),
                "const" => Failing(JsonNode.DeepEquals(rule, value)),
                "pattern" => Failing(text is null || Regex.IsMatch(text, rule.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1))),
                "minLength" => Failing(text is null || text.Length >= rule.GetValue<int>()),
                "minItems" => Failing(list is null || list.Count >= rule.GetValue<int>()),
                "maxItems" => Failing(list is null || list.Count <= rule.GetValue<int>()),
                "minProperties" => Failing(map is null || map.Count >= rule.GetValue<int>()),
                "minimum" => Failing(number is null || number >= rule.GetValue<decimal>()),
                "maximum" => Failing(number is null || number <= rule.GetValue<decimal>()),
                _ => throw new InvalidOperationException($"{file}: the test does not know '{keyword}'."),
            };

            IEnumerable<string> Failing(bool passes) => passes ? [] : [$"{path} fails {keyword} {rule.ToJsonString()[..Math.Min(60, rule.ToJsonString().Length)]}"];
        }

        private IEnumerable<string> Referred(string reference, JsonNode? value, string path)
        {
            var parts = reference.Split("#/$defs/");
            var other = parts[0].Length == 0 ? this : new Schema(Path.Combine(Path.GetDirectoryName(file)!, parts[0]));
            return other.Check(other._root["$defs"]![parts[1]]!, value, path);
        }
    }
}
