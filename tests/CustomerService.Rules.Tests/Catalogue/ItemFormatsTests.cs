using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CustomerService.Catalogue.Items;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>The list of question types, the schemas and the description of the format know the same types.</summary>
public sealed partial class ItemFormatsTests
{
    [Fact]
    public void The_schema_names_every_type_once()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("content/schemas/common.schema.json")))!;
        var named = schema["$defs"]!["item"]!["oneOf"]!.AsArray().Select(type => type!["properties"]!["type"]!["const"]!.GetValue<string>());
        Assert.Equal(ItemFormats.Classes.Keys.Order(), named.Order());
    }

    [Fact]
    public void The_description_of_the_content_has_a_row_for_every_type()
    {
        var items = File.ReadAllText(Repository.PathOf("content/README.md")).Split("## Items")[1].Split("\n## ")[0];
        Assert.Equal(ItemFormats.Classes.Keys.Order(), Row().Matches(items).Select(m => m.Groups["type"].Value).Order());
    }

    /// <summary>As written by earlier versions: if one of these fails, revisions that learners have pinned can no longer be opened,
    /// or every course is published anew.</summary>
    [Theory]
    [MemberData(nameof(Stored))]
    public void Stored_revisions_stay_as_they_are(string stored)
    {
        var item = JsonSerializer.Deserialize<Item>(stored, CourseJson.Options);
        Assert.Equal(stored, JsonSerializer.Serialize(item, CourseJson.Options));
    }

    public static TheoryData<string> Stored =>
    [
        """{"type":"single","options":[{"id":"a","key":false,"text":{"fa":"option a (fa)","en":"option a"},"why":{"fa":"why (fa)","en":"why"}},{"id":"b","key":true,"text":{"fa":"option b (fa)","en":"option b"},"why":{"fa":"why (fa)","en":"why"}},{"id":"c","key":false,"text":{"fa":"option c (fa)","en":"option c"},"why":{"fa":"why (fa)","en":"why"}}],"id":"i1","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"Which? (fa)","en":"Which?"}}""",
        """{"type":"multiple","options":[{"id":"a","key":true,"text":{"fa":"option a (fa)","en":"option a"},"why":{"fa":"why (fa)","en":"why"}},{"id":"b","key":true,"text":{"fa":"option b (fa)","en":"option b"},"why":{"fa":"why (fa)","en":"why"}},{"id":"c","key":false,"text":{"fa":"option c (fa)","en":"option c"},"why":{"fa":"why (fa)","en":"why"}},{"id":"d","key":false,"text":{"fa":"option d (fa)","en":"option d"},"why":{"fa":"why (fa)","en":"why"}},{"id":"e","key":false,"text":{"fa":"option e (fa)","en":"option e"},"why":{"fa":"why (fa)","en":"why"}}],"id":"i2","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"Which ones? (fa)","en":"Which ones?"}}""",
        """{"type":"true-false","options":[{"id":"true","key":true,"text":{"fa":"","en":""},"why":{"fa":"why (fa)","en":"why"}},{"id":"false","key":false,"text":{"fa":"","en":""},"why":{"fa":"why (fa)","en":"why"}}],"id":"i3","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"So? (fa)","en":"So?"}}""",
        """{"type":"matching","pairs":[{"id":"p1","left":{"fa":"left 1 (fa)","en":"left 1"},"right":{"fa":"right 1 (fa)","en":"right 1"},"why":{"fa":"why (fa)","en":"why"}},{"id":"p2","left":{"fa":"left 2 (fa)","en":"left 2"},"right":{"fa":"right 2 (fa)","en":"right 2"},"why":{"fa":"why (fa)","en":"why"}},{"id":"p3","left":{"fa":"left 3 (fa)","en":"left 3"},"right":{"fa":"right 3 (fa)","en":"right 3"},"why":{"fa":"why (fa)","en":"why"}}],"extras":[{"id":"x1","right":{"fa":"extra 1 (fa)","en":"extra 1"},"why":{"fa":"why (fa)","en":"why"}}],"id":"i4","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"Match (fa)","en":"Match"}}""",
        """{"type":"ordering","steps":[{"id":"s1","text":{"fa":"step 1 (fa)","en":"step 1"}},{"id":"s2","text":{"fa":"step 2 (fa)","en":"step 2"}},{"id":"s3","text":{"fa":"step 3 (fa)","en":"step 3"}}],"why":{"fa":"why (fa)","en":"why"},"id":"i5","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"Order (fa)","en":"Order"}}""",
        """{"type":"short","acceptFa":["پاسخ‌گویی"],"acceptEn":["responsiveness"],"why":{"fa":"why (fa)","en":"why"},"id":"i6","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"Name it (fa)","en":"Name it"}}""",
        """{"type":"numeric","answer":12.5,"tolerance":0.5,"unit":{"fa":"ساعت","en":"hours"},"why":{"fa":"why (fa)","en":"why"},"id":"i7","outcomeId":"O1","level":"k","lessonId":"L1","critical":false,"stem":{"fa":"How many? (fa)","en":"How many?"}}""",
    ];

    [GeneratedRegex(@"^\| `(?<type>[a-z-]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
