using System.Text;
using CustomerService.Catalogue.Checking;
using CustomerService.Catalogue.Content;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>A small content folder on disk that keeps every rule, until a test changes one thing in it.</summary>
internal sealed class SampleContent : IDisposable
{
    public const string Course = "courses/X01-sample/course.yaml";
    public const string Lesson = "courses/X01-sample/lessons/L1.yaml";
    public const string LessonFa = "courses/X01-sample/lessons/L1.fa.md";
    public const string LessonEn = "courses/X01-sample/lessons/L1.en.md";
    public const string Bank = "courses/X01-sample/bank/O1.yaml";
    public const string Scenario = "courses/X01-sample/scenarios/S1.yaml";
    public const string PictureFa = "courses/X01-sample/images/steps.fa.svg";
    public const string Glossary = "glossary.yaml";

    public SampleContent()
    {
        Folder = Directory.CreateTempSubdirectory("content-").FullName;
        foreach (var (name, text) in Files)
        {
            Write(name, text);
        }
    }

    public string Folder { get; }

    public static IEnumerable<(string Name, string Text)> Files =>
    [
        (Course, CourseYaml), (Lesson, LessonYaml), (LessonFa, LessonText("fa")), (LessonEn, LessonText("en")), (Bank, BankYaml),
        (Scenario, ScenarioYaml), (PictureFa, Picture("گام نخست")), ("courses/X01-sample/images/steps.en.svg", Picture("First step")),
        (Glossary, GlossaryYaml),
    ];

    public string this[string name] => File.ReadAllText(Path.Combine(Folder, name));

    public void Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }

    public void Delete(string name) => File.Delete(Path.Combine(Folder, name));

    /// <summary>Replaces a text that must be there.</summary>
    public SampleContent Change(string name, string from, string to)
    {
        var text = this[name];
        Assert.Contains(from, text, StringComparison.Ordinal);
        Write(name, text.Replace(from, to, StringComparison.Ordinal));
        return this;
    }

    public SampleContent Append(string name, string text)
    {
        Write(name, this[name] + text);
        return this;
    }

    public ContentFolder Read() => ContentReader.Read(Folder);

    public IReadOnlyList<ContentProblem> Check() => ContentChecker.Check(Read());

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A single-choice item of the bank; the key stands at an index, and is as long as wished.</summary>
    public static string Single(int number, int key, string keyText = "Key", string level = "A") => $$"""
        - id: X01-O1-{{number:00}}
          type: single
          outcome: O1
          level: {{level}}
          lesson: L1
          stem: {fa: "پرسش {{Words[number]}} چیست؟", en: "What is question {{number}}?"}
          options:
        {{string.Join('\n', Enumerable.Range(0, 3).Select(i => $$"""
            - id: {{"abc"[i]}}{{(i == key ? "\n      key: true" : "")}}
              text: {fa: "گزینه {{Options[i]}}", en: "{{(i == key ? keyText : "Option")}} {{i}}"}
              why: {fa: دلیل آن, en: The reason}
        """))}}

        """;

    private static readonly string[] Options = ["الف", "میم", "نون"];

    private static readonly string[] Words =
        ["صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده", "بیست"];

    private const string CourseYaml = """
        id: X01
        title: {fa: دوره نمونه, en: Sample course}
        summary: {fa: خلاصه‌ای کوتاه., en: A short summary.}
        minutes: 11
        audiences: {frontline: required, manager: test-out}
        outcomes:
          - id: O1
            critical: true
            text: {fa: کاری را انجام می‌دهد., en: Do something.}
        lessons: [L1]
        scenarios: [S1]
        quiz:
          minutes: 15
          passPercent: 80
          criticalOutcomePercent: 60
          attempts: 3
          gapHours: 24
          blueprint:
            O1: {K: 2, A: 1}
        testOut: true
        completion: {practiceTried: true, scenariosPassed: true}
        certificate: {validMonths: 24}
        renewal: quiz
        """;

    private const string LessonYaml = """
        id: L1
        outcome: O1
        minutes: 6
        title: {fa: درس نخست, en: First lesson}
        images:
          - id: steps
            alt: {fa: جعبه‌ای با نوشته گام نخست, en: A box that says first step}
            caption: {fa: گام نخست, en: The first step}
        practice:
          - id: L1-P1
            type: true-false
            lesson: L1
            stem: {fa: خدمت کار همه است., en: Service is the job of all.}
            options:
              - id: "true"
                key: true
                why: {fa: همه در آن سهم دارند., en: All have a share in it.}
              - id: "false"
                why: {fa: یک واحد به تنهایی نمی‌تواند., en: One unit alone cannot.}
          - id: L1-P2
            type: short
            lesson: L1
            stem: {fa: نام دیگر فراگیر؟, en: Another word for student?}
            accept: {fa: [فراگیر], en: [learner]}
            why: {fa: واژه ما فراگیر است., en: Our word is learner.}
        summary: {fa: [یک, دو, سه], en: [one, two, three]}
        atWork: {fa: "وقتی مشتری می‌آید، سلام می‌کنم.", en: "When a customer comes, I will greet them."}
        """;

    private static string LessonText(string language)
    {
        var (sentence, heading, customer, clerk) = language == "fa"
            ? ("مشتری هر روز به شعبه می‌آید و همکار ما با مهربانی به او پاسخ می‌دهد. ", "ایده", "مشتری", "کارمند")
            : ("The customer comes to the branch every day and our colleague answers her kindly. ", "The idea", "Customer", "Clerk");
        var body = string.Concat(Enumerable.Repeat(sentence, 26));
        return $"""
            ::: situation
            {sentence}
            :::

            ## {heading}

            {body}

            ![](image:steps)

            ::: example
            1. {sentence}
            2. {sentence} [{heading}](term:learner)
            :::

            ::: practice L1-P1
            :::

            ::: flawed
            **{customer}:** {sentence}

            **{clerk}:** {sentence}
            :::

            ::: good
            **{customer}:** {sentence}

            **{clerk}:** {sentence}
            :::

            ::: practice L1-P2
            :::

            """;
    }

    private static string BankYaml => string.Concat(Single(1, 0, level: "K"), Single(2, 1, level: "K"), """
        - id: X01-O1-03
          type: matching
          outcome: O1
          level: K
          lesson: L1
          stem: {fa: جفت‌ها را پیدا کنید., en: Find the pairs.}
          pairs:
            - {id: p1, left: {fa: یک, en: one}, right: {fa: فرد, en: odd}, why: {fa: دلیل, en: why}}
            - {id: p2, left: {fa: دو, en: two}, right: {fa: زوج, en: even}, why: {fa: دلیل, en: why}}
            - {id: p3, left: {fa: صفر, en: nil}, right: {fa: هیچ, en: none}, why: {fa: دلیل, en: why}}
          extras:
            - {id: x1, right: {fa: منفی, en: negative}, why: {fa: دلیل, en: why}}
        - id: X01-O1-04
          type: ordering
          outcome: O1
          level: K
          lesson: L1
          stem: {fa: به ترتیب بچینید., en: Put in order.}
          steps:
            - {id: s1, text: {fa: صبح, en: morning}}
            - {id: s2, text: {fa: ظهر, en: noon}}
            - {id: s3, text: {fa: شب, en: night}}
          why: {fa: روز چنین می‌گذرد., en: So the day goes.}
        - id: X01-O1-05
          type: multiple
          outcome: O1
          level: A
          lesson: L1
          stem: {fa: کدام دو رنگ‌اند؟, en: Which two are colours?}
          options:
            - {id: a, key: true, text: {fa: آبی, en: blue}, why: {fa: رنگ است., en: It is one.}}
            - {id: b, key: true, text: {fa: سبز, en: green}, why: {fa: رنگ است., en: It is one.}}
            - {id: c, text: {fa: تلخ, en: bitter}, why: {fa: مزه است., en: It is a taste.}}
            - {id: d, text: {fa: شور, en: salty}, why: {fa: مزه است., en: It is a taste.}}
        - id: X01-O1-06
          type: numeric
          outcome: O1
          level: A
          lesson: L1
          stem: {fa: دو و نیم برابر دو؟, en: Two and a half times two?}
          answer: 5
          tolerance: 0.1
          unit: {fa: عدد, en: pieces}
          why: {fa: حاصل پنج است., en: The product is five.}

        """);

    private const string ScenarioYaml = """
        id: S1
        outcome: O1
        title: {fa: سناریو, en: Scenario}
        intro: {fa: شما در شعبه‌اید., en: You are in a branch.}
        customer: {fa: خانم مرادی, en: Ms Moradi}
        start: {mood: 3, node: n1}
        nodes:
          - id: n1
            situation: {fa: آغاز, en: The start}
            choices:
              - {id: a, best: true, mood: 1, minutes: 1, text: {fa: الف, en: A}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: n2}
              - {id: b, mood: -1, minutes: 1, cost: 5, text: {fa: ب, en: B}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: n2}
          - id: n2
            situation: {fa: میانه, en: The middle}
            choices:
              - {id: a, best: true, mood: 1, minutes: 1, text: {fa: الف, en: A}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: n3}
              - {id: b, mood: -1, minutes: 1, text: {fa: ب, en: B}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: n3}
          - id: n3
            situation: {fa: فرجام, en: The last}
            choices:
              - {id: a, best: true, mood: 1, minutes: 1, text: {fa: الف, en: A}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: e1}
              - {id: b, mood: -1, minutes: 1, text: {fa: ب, en: B}, consequence: {fa: نتیجه, en: result}, debrief: {fa: دلیل, en: reason}, next: e2}
        ends:
          - {id: e1, text: {fa: پایان خوش, en: A good end}}
          - {id: e2, fails: true, text: {fa: پایان میانه, en: A middling end}}
        """;

    private const string GlossaryYaml = """
        - id: learner
          term: {fa: فراگیر, en: learner}
          definition: {fa: کسی که می‌آموزد., en: One who learns.}
        """;

    private static string Picture(string text) => $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 220" role="img">
          <rect class="fig-box" x="20" y="60" width="300" height="70" rx="10"/>
          <text class="fig-text" x="170" y="100" text-anchor="middle">{text}</text>
        </svg>
        """;
}
