using System.Text.RegularExpressions;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>Where the academy tells of a danger at home, the same lesson or question also says what to do first: what a reader learns by
/// heart must be what a rescuer would say.</summary>
public sealed partial class SafetyContentTests
{
    /// <summary>Name of the danger → how a text tells of it → what the same text must say, in each language.</summary>
    public static TheoryData<string, string, string> Dangers => new()
    {
        { "fa", "بوی گاز", "بیرون.*(۱۹۴|امداد)|(۱۹۴|امداد).*بیرون|راهنمای ایمنی" },
        { "en", "smell(s|ing)? (of )?gas|gas (was )?smelt", "outside.*(gas emergency|194|emergency number|gas service)|(gas emergency|194|emergency (number|call)).*outside|safety advice" },
        { "fa", "(بخاری|آبگرمکن|مدل H۲).*خاموش می‌شود", "مونوکسید|دودکش" },
        { "en", "heater.*goes out", "carbon monoxide|flue" },
        { "fa", "جرقه", "به برق(ش)? ن(می‌)?" },
        { "en", @"\bspark(s|ed|ing)?\b", "(not|n't|without) plug" },
        { "fa", "برق دارد|برق‌گرفتگی|زیر دستگاه آب|کابل برق لخت", "(برق|فیوز).*قطع|قطع.*برق|استفاده متوقف" },
        { "en", "electric shock|gives shocks|water is collecting|power cable was bared", "cut(s|ting)? (the|its) power|power (is|goes) (cut|off)|stop the use" },
    };

    [Theory]
    [MemberData(nameof(Dangers))]
    public void A_text_that_tells_of_a_danger_says_what_to_do(string language, string danger, string help)
    {
        var told = Units(language).Where(u => Regex.IsMatch(u.Text, danger, RegexOptions.IgnoreCase | RegexOptions.Singleline)).ToList();

        Assert.NotEmpty(told);
        Assert.Empty(told.Where(u => !Regex.IsMatch(u.Text, help, RegexOptions.IgnoreCase | RegexOptions.Singleline)).Select(u => u.Name));
    }

    /// <summary>The texts of lessons, and each question and decision with all it says, in one language.</summary>
    private static IEnumerable<(string Name, string Text)> Units(string language)
    {
        var root = Repository.PathOf("content/courses");
        foreach (var path in Directory.EnumerateFiles(root, $"*.{language}.md", SearchOption.AllDirectories))
        {
            yield return (Path.GetRelativePath(root, path), File.ReadAllText(path));
        }

        foreach (var path in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Where(p => Path.GetFileName(p) != "course.yaml"))
        {
            foreach (var unit in UnitStart().Split(File.ReadAllText(path)))
            {
                var texts = unit.Split('\n').SelectMany(line => OneLanguage(line, language));
                yield return ($"{Path.GetRelativePath(root, path)}: {unit.Split('\n')[0]}", string.Join('\n', texts));
            }
        }
    }

    /// <summary>The part of a YAML line in this language: <c>fa: …</c>, or within <c>{fa: …, en: …}</c>.</summary>
    private static IEnumerable<string> OneLanguage(string line, string language) =>
        InBraces().Match(line) is { Success: true } both ? [both.Groups[language].Value]
        : line.TrimStart().StartsWith(language + ":", StringComparison.Ordinal) ? [line]
        : [];

    /// <summary>A question of a bank or lesson, or a decision of a scenario, begins; options and choices are indented further.</summary>
    [GeneratedRegex(@"^(?=- id: C|  - id: (?:L\d|n\d))", RegexOptions.Multiline)]
    private static partial Regex UnitStart();

    [GeneratedRegex("""\{fa: (?<fa>".*?"), en: (?<en>".*")\}""")]
    private static partial Regex InBraces();
}
