using System.Text.Json;
using CustomerService.Catalogue.Items.Matching;
using CustomerService.Catalogue.Items.MultipleChoice;
using CustomerService.Catalogue.Items.Numeric;
using CustomerService.Catalogue.Items.Ordering;
using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.People.Rules;

namespace CustomerService.Rules.Tests.Catalogue;

public sealed class ContentReaderTests : IDisposable
{
    private const string Standard =
        "- {id: s, element: R, stage: inside, kind: qualitative, audience: [manager, agent], title: {fa: الف, en: A}, promise: {fa: الف, en: A}, "
        + "measure: {fa: الف, en: A}, unit: {fa: ساعت, en: hours}, target: {fa: الف, en: A}}\n";

    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_course_is_read_whole()
    {
        var course = _content.Read().Courses.Single().Course;
        Assert.Equal(("X01", "دوره نمونه", "Sample course", 11, true, 24), (course.Id, course.Title.Fa, course.Title.En, course.Minutes, course.TestOut, course.CertificateValidMonths));
        Assert.Equal([(Audience.Frontline, Offer.Required), (Audience.Manager, Offer.TestOut)], course.Offers.Select(o => (o.Key, o.Value)));
        Assert.Equal([new BlueprintCell("O1", CognitiveLevel.Remember, 2), new BlueprintCell("O1", CognitiveLevel.Apply, 1)], course.Quiz.Blueprint);
        Assert.Equal(3, course.Quiz.FormLength);
        Assert.Equal([typeof(SingleChoiceItem), typeof(SingleChoiceItem), typeof(MatchingItem), typeof(OrderingItem), typeof(MultipleChoiceItem), typeof(NumericItem)], course.Bank.Select(i => i.GetType()));
        var lesson = Assert.Single(course.Lessons);
        Assert.Equal(["L1-P1", "L1-P2"], lesson.Practice.Select(p => p.Id));
        Assert.All(lesson.Practice, p => Assert.Equal(("O1", null, "L1"), (p.OutcomeId, p.Level, p.LessonId)));
        Assert.StartsWith("<svg", lesson.Images.Single().Svg.Fa, StringComparison.Ordinal);
        Assert.Equal(5, course.Scenarios.Single().Nodes[0].Choices[1].Cost);
    }

    [Fact]
    public void What_completion_asks_for_is_read_and_a_revision_of_before_asks_for_nothing()
    {
        var course = _content.Read().Courses.Single().Course;

        Assert.Equal(new CompletionSettings(PracticeTried: true, ScenariosPassed: true), course.Completion);
        Assert.Equal([true, false], course.Scenarios.Single().Ends.Select(e => e.Passes));
        var json = System.Text.Json.Nodes.JsonNode.Parse(JsonSerializer.Serialize(course, CourseJson.Options))!;
        json.AsObject().Remove("completion");
        foreach (var end in json["scenarios"]![0]!["ends"]!.AsArray())
        {
            end!.AsObject().Remove("passes");
        }

        var before = json.Deserialize<Course>(CourseJson.Options)!;
        Assert.Null(before.Completion);
        Assert.All(before.Scenarios.Single().Ends, e => Assert.True(e.Passes));
    }

    [Fact]
    public void A_refresher_is_read_and_a_course_that_says_nothing_of_it_is_as_it_was_before()
    {
        Assert.Equal(Renewal.Quiz, _content.Read().Courses.Single().Course.Renewal);

        var silent = _content.Read().Courses.Single().Course with { Renewal = null };
        // No revision of before becomes another one by this: what is not said is not stored.
        Assert.DoesNotContain("renewal", JsonSerializer.Serialize(silent, CourseJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public void A_course_survives_its_JSON_and_reads_alike_every_time()
    {
        var first = JsonSerializer.Serialize(_content.Read().Courses.Single().Course, CourseJson.Options);
        var again = JsonSerializer.Serialize(_content.Read().Courses.Single().Course, CourseJson.Options);
        Assert.Equal(first, again);
        Assert.Equal(first, JsonSerializer.Serialize(JsonSerializer.Deserialize<Course>(first, CourseJson.Options), CourseJson.Options));
        Assert.Contains("می‌دهد", first, StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_beside_the_courses_is_read()
    {
        _content.Write("academy.yaml", "name: {fa: آکادمی, en: Academy}\nissuer: {fa: شرکت, en: Company}\nsignatory: {name: {fa: سارا, en: Sara}, title: {fa: مدیر, en: Head}}\n");
        _content.Write("paths.yaml", """
            - id: P1
              title: {fa: مسیر, en: Path}
              summary: {fa: خلاصه, en: Summary}
              audience: agent
              courses: [X01]
              certificate: {title: {fa: گواهینامه, en: Certificate}}
              workplace:
                goal: {fa: "وقتی …، …", en: "When …, …"}
                behaviours:
                  - {id: P1-B1, text: {fa: سلام می‌کند., en: Greets.}}
            """);
        _content.Write("coverage.yaml", "- {id: a, concept: {fa: الف, en: A}, lessons: [X01/L1]}\n");
        _content.Write("standards/service.yaml", Standard);
        _content.Write("surveys/pulse.yaml", """
            id: pulse
            title: {fa: نبض, en: Pulse}
            intro: {fa: سلام, en: Hello}
            questions:
              - {id: Q1, answer: agree-5, topic: I, text: {fa: الف, en: A}}
              - {id: Q2, answer: choice, text: {fa: الف, en: A}, options: {fa: [بله, نه], en: ["yes", "no"]}}
            """);
        var folder = _content.Read();
        Assert.Empty(folder.Problems);
        Assert.Equal("Sara", folder.Academy.Academy?.SignatoryName.En);
        Assert.Equal((Audience.Agent, null, "Greets."), (folder.Academy.Path("P1")!.Audience, folder.Academy.Path("P1")!.ValidMonths, folder.Academy.Path("P1")!.Behaviours.Single().Text.En));
        Assert.Equal(["X01/L1"], folder.Academy.Coverage.Single().Lessons);
        var standard = folder.Academy.Standards.Single();
        Assert.Equal(("s", IcareElement.Responsiveness, ServiceStage.Inside, StandardKind.Qualitative, "hours"), (standard.Id, standard.Element, standard.Stage, standard.Kind, standard.Unit.En));
        Assert.Equal([Audience.Manager, Audience.Agent], standard.Audiences);
        Assert.Equal([SurveyAnswer.Agree5, SurveyAnswer.Choice], folder.Academy.Surveys.Single().Questions.Select(q => q.Answer));
    }

    [Theory]
    [InlineData("element: R", "element: X", "unknown-value", "X")]
    [InlineData("stage: inside, ", "", "missing-field", "stage")]
    [InlineData("kind: qualitative", "kind: vague", "unknown-value", "vague")]
    [InlineData("agent]", "agents]", "unknown-value", "agents")]
    [InlineData("[manager, agent]", "[]", "missing-field", "audience")]
    [InlineData("unit: {fa: ساعت, en: hours}", "unit: {fa: ساعت}", "missing-language", "unit")]
    public void A_standard_says_for_what_when_how_and_for_whom(string from, string to, string code, string named)
    {
        Assert.Contains(from, Standard, StringComparison.Ordinal);
        _content.Write("standards/service.yaml", Standard.Replace(from, to, StringComparison.Ordinal));
        var problem = Assert.Single(_content.Read().Problems);
        Assert.Equal((code, named), (problem.Code, problem.Arguments[0]));
    }

    [Theory]
    [InlineData(""), InlineData("- a\n- b\n"), InlineData("just text"), InlineData("{}"), InlineData("a: [1, 2"), InlineData("id:\n  - x\ntitle: [1]\nquiz: 3\nlessons: {a: 1}\n")]
    [InlineData("? [a]\n: b\n"), InlineData("&a [*a]"), InlineData("id: 1\nid: 2\n"), InlineData("--- 1\n--- 2\n"), InlineData("\0")]
    [MemberData(nameof(Deep))]
    public void No_file_is_so_bad_that_reading_throws(string yaml)
    {
        foreach (var file in SampleContent.Files.Select(f => f.Name).Append("paths.yaml").Append("academy.yaml").Append("surveys/a.yaml"))
        {
            using var broken = new SampleContent();
            broken.Write(file, yaml);
            _ = broken.Check();
        }
    }

    public static TheoryData<string> Deep { get; } = [new string('[', 3_000), string.Concat(Enumerable.Repeat("{a: ", 3_000))];

    [Fact]
    public void An_empty_folder_is_a_problem_and_not_an_exception()
    {
        using var empty = new SampleContent();
        Directory.Delete(Path.Combine(empty.Folder, "courses"), recursive: true);
        Assert.Contains(empty.Read().Problems, p => p.Code == "missing-file");
    }
}
