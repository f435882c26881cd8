using CustomerService.Platform.Localization;
using System.Reflection;
using CustomerService.Catalogue.Content;
using static CustomerService.Rules.Tests.Catalogue.SampleContent;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>One bad example for each rule of the content; everything around it is good.</summary>
public sealed class ContentCheckerTests : IDisposable
{
    private readonly SampleContent _content = new();

    public void Dispose() => _content.Dispose();

    [Fact]
    public void A_good_course_has_no_problems() => Assert.Empty(_content.Check().Select(p => p.Line(Language.English)));

    [Theory]
    [InlineData(Course, "title: {fa: دوره نمونه, en: Sample course}", "title: {fa: دوره نمونه}", "missing-language")]
    [InlineData(Course, "title: {fa: دوره نمونه, en: Sample course}", "title: {fa: , en: Sample course}", "missing-language")]
    [InlineData(Course, "title: {fa: دوره نمونه, en: Sample course}", "title: Sample", "missing-language")]
    [InlineData(Course, "title: {fa: دوره نمونه, en: Sample course}", "title: {fa: دوره نمونه, en: Sample 🙂 course}", "not-printable")]
    [InlineData(Course, "title: {fa: دوره نمونه, en: Sample course}", "title: {fa: دوره نمونه Ж, en: Sample course}", "not-printable")]
    [InlineData(Course, "minutes: 11\n", "", "missing-field")]
    [InlineData(Course, "minutes: 11\n", "minutes: eleven\n", "not-a-number")]
    [InlineData(Course, "minutes: 11\n", "minutes: 6000\n", "out-of-range")]
    [InlineData(Course, "minutes: 11\n", "minutes: 40\n", "course-minutes")]
    [InlineData(Course, "testOut: true", "testout: true", "unknown-field")]
    [InlineData(Course, "renewal: quiz", "renewal: half", "unknown-value")]
    [InlineData(Course, "certificate: {validMonths: 24}", "certificate: {}", "renewal-without-end")]
    [InlineData(Course, "frontline: required", "frontline: perhaps", "unknown-value")]
    [InlineData(Course, "frontline: required", "workers: required", "unknown-value")]
    [InlineData(Course, "lessons: [L1]", "lessons: L1", "wrong-shape")]
    [InlineData(Course, "lessons: [L1]", "lessons: [L1, L2]", "missing-file")]
    [InlineData(Course, "lessons: [L1]", "lessons: [L1, L1]", "duplicate-id")]
    [InlineData(Course, "scenarios: [S1]", "scenarios: []", "unlisted-file")]
    [InlineData(Course, "id: X01\n", "id: X02\n", "folder-name")]
    [InlineData(Course, "id: X01\n", "id: [X01\n", "yaml-syntax")]
    [InlineData(Course, "O1: {K: 2, A: 1}", "O1: {K: 2, A: 3}", "blueprint-unfillable")]
    [InlineData(Course, "O1: {K: 2, A: 1}", "O1: {K: 3, A: 1}", "bank-thin")]
    [InlineData(Course, "O1: {K: 2, A: 1}", "O1: {K: 2}", "item-outside-blueprint")]
    [InlineData(Course, "O1: {K: 2, A: 1}", "O9: {K: 2, A: 1}", "unknown-outcome")]
    [InlineData(Course, "O1: {K: 2, A: 1}", "O1: {Z: 2, A: 1}", "unknown-value")]
    [InlineData(Course, "criticalOutcomePercent: 60", "criticalOutcomePercent: 90", "pass-marks")]
    [InlineData(Course, "outcomes:\n", "outcomes:\n  - id: O2\n    text: {fa: هیچ, en: None}\n", "outcome-without-lesson")]
    [InlineData(Lesson, "outcome: O1", "outcome: O7", "unknown-outcome")]
    [InlineData(Lesson, "minutes: 6", "minutes: 12", "lesson-minutes")]
    [InlineData(Lesson, "  - id: steps", "  - id: other", "missing-image")]
    [InlineData(Lesson, "alt: {fa: جعبه‌ای با نوشته گام نخست, en: A box that says first step}", "alt: {fa: جعبه‌ای با نوشته گام نخست, en: }", "missing-language")]
    [InlineData(Lesson, "type: short", "type: essay", "unknown-item-type")]
    [InlineData(Lesson, "type: short", "type: numeric", "unknown-field")]
    [InlineData(Lesson, "id: L1-P2", "id: L1-P1", "duplicate-id")]
    [InlineData(Lesson, "id: L1-P2", "id: L2-P2", "bad-id")]
    [InlineData(Lesson, "        key: true\n", "", "true-false-options")]
    [InlineData(Lesson, "      - id: \"false\"", "      - id: \"no\"", "true-false-options")]
    [InlineData(Lesson, "summary: {fa: [یک, دو, سه]", "summary: {fa: [یک, دو]", "uneven-list")]
    [InlineData(Bank, "outcome: O1\n  level: K\n  lesson: L1\n  stem: {fa: به", "outcome: O3\n  level: K\n  lesson: L1\n  stem: {fa: به", "unknown-outcome")]
    [InlineData(Bank, "lesson: L1\n  stem: {fa: به", "lesson: L8\n  stem: {fa: به", "unknown-lesson")]
    [InlineData(Bank, "X01-O1-04", "X01-O1-03", "duplicate-id")]
    [InlineData(Bank, "X01-O1-04", "X02-O1-04", "bad-id")]
    [InlineData(Bank, ", why: {fa: رنگ است., en: It is one.}", "", "option-without-why")]
    [InlineData(Bank, "{id: b, key: true,", "{id: b,", "multiple-needs-keys")]
    [InlineData(Bank, "    - id: a\n      key: true\n", "    - id: a\n", "single-needs-one-key")]
    [InlineData(Bank, "    - {id: s3, text: {fa: شب, en: night}}\n", "", "number-of-parts")]
    [InlineData(Bank, "text: {fa: سبز, en: green}", "text: {fa: آبی, en: blue}", "duplicate-option")]
    [InlineData(Bank, "به ترتیب بچینید.", "جفت ها را پیدا کنید", "half-space")]
    [InlineData(Bank, "Put in order.", "find the pairs.", "duplicate-stem")]
    [InlineData(Bank, "answer: 5", "answer: ۵", "not-a-number")]
    [InlineData(Bank, "What is question 1?", "What is <b>question</b> 1?", "raw-html")]
    [InlineData(Bank, "What is question 1?", "What is [question](https://a.ir) 1?", "markdown-outside-subset")]
    [InlineData(Bank, "What is question 1?", "What is پرسش 1?", "persian-in-english")]
    [InlineData(Bank, "fa: به ترتیب بچینید.", "fa: Put these into order please", "untranslated")]
    [InlineData(Scenario, "next: n3}", "next: n9}", "unknown-node")]
    [InlineData(Scenario, "next: e2}", "next: e1}", "unreachable-node")]
    [InlineData(Scenario, "next: n3}", "next: n1}", "scenario-loop")]
    [InlineData(Scenario, "next: n3}", "next: n1}", "no-way-to-end")]
    [InlineData(Scenario, "next: n3}", "next: e1}", "path-length")]
    [InlineData(Scenario, "{id: a, best: true,", "{id: a,", "one-best-choice")]
    [InlineData(Scenario, "{id: e1, text:", "{id: e1, fails: true, text:", "best-path-fails")]
    [InlineData(Scenario, "{id: b, mood: -1,", "{id: b, best: true, mood: -1,", "one-best-choice")]
    [InlineData(Scenario, "      - {id: b, mood: -1, minutes: 1, cost: 5, text: {fa: ب, en: B}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: n2}\n", "", "number-of-choices")]
    [InlineData(Scenario, "start: {mood: 3, node: n1}", "start: {mood: 7, node: n1}", "out-of-range")]
    [InlineData(LessonFa, "## ایده", "# ایده", "markdown-outside-subset")]
    [InlineData(LessonFa, "## ایده", "<h2>ایده</h2>", "raw-html")]
    [InlineData(LessonFa, "## ایده", "## ایده <em>بد</em>", "raw-html")]
    [InlineData(LessonFa, "## ایده", "> ایده", "markdown-outside-subset")]
    [InlineData(LessonFa, "## ایده", "## `ایده`", "markdown-outside-subset")]
    [InlineData(LessonFa, "## ایده", "### ایده", "structure-differs")]
    [InlineData(LessonFa, "## ایده", "## ایده\n\n::: note\nنکته\n:::", "structure-differs")]
    [InlineData(LessonFa, "::: example", "::: sample", "unknown-block")]
    [InlineData(LessonFa, "::: flawed", "::: note", "missing-block")]
    [InlineData(LessonFa, "![](image:steps)", "![](image:stairs)", "unknown-image")]
    [InlineData(LessonFa, "![](image:steps)", "", "unused-image")]
    [InlineData(LessonFa, "![](image:steps)", "ببینید: ![](image:steps)", "image-not-alone")]
    [InlineData(LessonFa, "![](image:steps)", "![](https://a.ir/a.svg)", "bad-link")]
    [InlineData(LessonFa, "![](image:steps)", "![](image:steps)\n\n![](image:steps)", "repeated-placement")]
    [InlineData(LessonFa, "::: practice L1-P2\n:::\n", "", "unplaced-practice")]
    [InlineData(LessonFa, "::: practice L1-P2", "::: practice L1-P5", "unknown-practice")]
    [InlineData(LessonFa, "(term:learner)", "(term:pupil)", "unknown-term")]
    [InlineData(LessonFa, "(term:learner)", "(lesson:L7)", "unknown-lesson")]
    [InlineData(LessonFa, "(term:learner)", "(lesson:C99/L1)", "unknown-course")]
    [InlineData(LessonFa, "(term:learner)", "(http://a.ir)", "bad-link")]
    [InlineData(LessonFa, "(term:learner)", "(javascript:alert)", "bad-link")]
    [InlineData(PictureFa, "</svg>", "<script>1</script></svg>", "svg-forbidden")]
    [InlineData(PictureFa, "</svg>", "<image href=\"https://a.ir/a.png\"/></svg>", "svg-forbidden")]
    [InlineData(PictureFa, "</svg>", "<pattern/></svg>", "svg-forbidden")]
    [InlineData(PictureFa, "class=\"fig-box\"", "class=\"fig-box\" style=\"fill:red\"", "svg-forbidden")]
    [InlineData(PictureFa, "class=\"fig-box\"", "class=\"fig-box\" onclick=\"a()\"", "svg-forbidden")]
    [InlineData(PictureFa, "class=\"fig-box\"", "class=\"box\"", "svg-class")]
    [InlineData(PictureFa, "0 0 640 220", "0 0 800 600", "svg-view-box")]
    [InlineData(PictureFa, "</svg>", "", "svg-syntax")]
    [InlineData(PictureFa, "گام نخست", "گام 1", "latin-digit")]
    [InlineData(Glossary, "en: One who learns.", "en: ''", "missing-language")]
    public void A_bad_example_is_found(string file, string from, string to, string code)
    {
        _content.Change(file, from, to);
        var found = _content.Check();
        Assert.Contains(code, found.Select(p => p.Code));
    }

    [Theory]
    [InlineData("مشتري می‌آید", "arabic-letter"), InlineData("همكار ما", "arabic-letter"), InlineData("٣ بار", "arabic-digit")]
    [InlineData("در 3 روز", "latin-digit"), InlineData("ISO 9001، 12 بند", "latin-digit")]
    [InlineData("چرا?", "latin-punctuation"), InlineData("اول, دوم", "latin-punctuation"), InlineData("بد; بدتر", "latin-punctuation"), InlineData("۸۰%", "latin-punctuation")]
    [InlineData("گفت \"سلام\" و رفت", "latin-punctuation"), InlineData("۲.۵ ساعت", "latin-punctuation")]
    [InlineData("این کار می شود", "half-space"), InlineData("نمی توان گفت", "half-space"), InlineData("دوره ها", "half-space"), InlineData("دوره های ما", "half-space")]
    [InlineData("بزرگ ترین", "half-space"), InlineData("آنان گفته اند", "half-space"), InlineData("خانه ای بزرگ", "half-space"), InlineData("این میشود", "half-space")]
    [InlineData("پاسخگویی", "half-space"), InlineData("سازماندهی", "half-space"), InlineData("خانه\u200C ما", "half-space"), InlineData("می\u200C\u200Cشود", "half-space")]
    [InlineData("خانۀ ما", "ezafe"), InlineData("خانه\u200Cی ما", "ezafe"), InlineData("درباره کار", "ezafe"), InlineData("نظر درباره «کار»", "ezafe")]
    [InlineData("حرف\u200Cهای I، C و A", "latin-list"), InlineData("ISO 10002؛ ISO 10004", "latin-list")]
    public void Careless_Persian_is_found(string persian, string code)
    {
        _content.Append(LessonFa, $"\n{persian}.\n");
        var line = _content[LessonFa].Split('\n').Length - 1;
        Assert.All(_content.Check(), p => Assert.Equal((code, new SourceLocation(LessonFa, line), Severity.Error), (p.Code, p.Location, p.Severity)));
        Assert.NotEmpty(_content.Check());
    }

    [Theory]
    [InlineData("استاندارد ISO 10002:2018 و دوره C03 را ببینید")]
    [InlineData("نشانی https://example.ir/a?b=1,2;3 است")]
    [InlineData("۸۰٪ از ۱٬۲۰۰ نفر، یعنی ۲٫۵ برابر")]
    [InlineData("می\u200Cتوان گفت «دوره\u200Cها» خوب\u200Cاند؛ نه؟")]
    [InlineData("حرف\u200Cهای I و C و A؛ پس ISO، استانداردی دیگر، CSAT")]
    [InlineData("او می، نی و میدان را دوست دارد")]
    [InlineData("این میز و آن میراث برای ماست، هیچ\u200Cیک گران نیست")]
    [InlineData("همه دربارهٔ خانهٔ ما می\u200Cپرسند؛ درباره\u200Cاش، بی\u200Cهیچ درباره، بگویید: گره\u200Cای یا خانه\u200Cایم")]
    public void Careful_Persian_passes(string persian)
    {
        _content.Append(LessonFa, $"\n{persian}.\n");
        Assert.Empty(_content.Check().Select(p => p.Line(Language.English)));
    }

    [Fact]
    public void A_problem_names_its_file_line_and_column()
    {
        _content.Change(Bank, "en: Put in order.}", "en: }");
        var problem = Assert.Single(_content.Check());
        var line = _content[Bank].Split('\n').ToList().FindIndex(l => l.Contains("به ترتیب", StringComparison.Ordinal)) + 1;
        Assert.Equal((Bank, line), (problem.Location.File, problem.Location.Line));
        Assert.StartsWith($"{Bank}:{line}: error missing-language \"stem\" has no text in \"en\". → ", problem.Line(Language.English), StringComparison.Ordinal);
        Assert.Contains("«stem» به زبان «en» متن ندارد", problem.Line(Language.Persian), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_lesson_text_is_found()
    {
        _content.Delete(LessonEn);
        Assert.Contains(_content.Check(), p => p.Code == "missing-file" && p.Location.File == LessonEn);
    }

    [Fact]
    public void A_text_that_is_too_short_or_too_long_is_found()
    {
        _content.Append(LessonEn, string.Concat(Enumerable.Repeat("\nMore and more words.\n", 130)));
        Assert.Contains("word-count", _content.Check().Select(p => p.Code));
        _content.Write(LessonEn, _content[LessonEn][..200]);
        Assert.Contains("word-count", _content.Check().Select(p => p.Code));
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_found()
    {
        File.WriteAllBytes(Path.Combine(_content.Folder, LessonFa), [0x41, 0xFF, 0xFE, 0x42]);
        Assert.Contains("unreadable", _content.Check().Select(p => p.Code));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 1, 2, 1, "key-position")]
    [InlineData(0, 1, 2, 0, 1, 2, 0, 1, null)]
    public void Keys_that_sit_in_one_place_are_found(int a, int b, int c, int d, int e, int f, int g, int h, string? code)
    {
        _content.Append(Bank, string.Concat(new[] { a, b, c, d, e, f, g, h }.Select((key, i) => Single(i + 7, key))));
        Assert.Equal(code, _content.Check().Select(p => p.Code).SingleOrDefault());
    }

    /// <summary>Two of five at most.</summary>
    [Theory]
    [InlineData(3, null)]
    [InlineData(5, "key-is-longest")]
    public void Keys_that_are_the_longest_option_are_found(int longest, string? code)
    {
        _content.Append(Bank, string.Concat(Enumerable.Range(7, 8).Select(i => i < 7 + longest ? Single(i, i % 3, "A much longer key") : Single(i, i % 3))));
        var problem = _content.Check().SingleOrDefault();
        Assert.Equal((code, code is null ? null : Severity.Warning), (problem?.Code, problem?.Severity));
    }

    [Fact]
    public void A_path_may_not_name_a_course_that_is_not_there()
    {
        _content.Write("paths.yaml", """
            - id: P1
              title: {fa: مسیر, en: Path}
              summary: {fa: خلاصه, en: Summary}
              audience: frontline
              courses: [X01, X77]
              certificate: {title: {fa: گواهینامه, en: Certificate}, validMonths: 24}
            """);
        var problem = Assert.Single(_content.Check());
        Assert.Equal(("unknown-course", "paths.yaml"), (problem.Code, problem.Location.File));
    }

    [Fact]
    public void Coverage_may_not_name_a_lesson_that_is_not_there()
    {
        _content.Write("coverage.yaml", """
            - id: four-factors
              concept: {fa: چهار عامل, en: Four factors}
              lessons: [X01/L1, X01/L9]
            """);
        Assert.Equal("unknown-lesson", Assert.Single(_content.Check()).Code);
    }

    [Fact]
    public void Every_kind_of_problem_has_texts_in_both_languages()
    {
        var kinds = typeof(Problems).Assembly.GetTypes().Where(t => !t.ContainsGenericParameters)
            .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(f => f.FieldType == typeof(ProblemKind)).Select(f => (ProblemKind)f.GetValue(null)!).ToList();
        Assert.Contains(kinds, k => k.Code == "true-false-options");
        foreach (var kind in kinds)
        {
            foreach (var language in Languages.All)
            {
                var problem = new ContentProblem(new SourceLocation("a"), kind, [1, 2, 3, 4, 5, 6]);
                Assert.NotEqual(kind.MessageKey, problem.Message(language));
                Assert.NotEqual(kind.RemedyKey, problem.Remedy(language));
            }
        }
    }
}
