using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using CustomerService.Certificates.Text;
using CustomerService.Learning.Text;
using CustomerService.Messages.Text;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Rules.Tests.Texts;

/// <summary>Every refusal says something in both languages, found by its code.</summary>
public sealed class RefusalTextTests
{
    private static readonly (Assembly Capability, ResourceManager[] Texts)[] Capabilities =
    [
        (typeof(Refusal).Assembly, []),
        (typeof(PeopleText).Assembly, [PeopleText.ResourceManager, SignInText.ResourceManager, SignOnText.ResourceManager, ImportText.ResourceManager, RecoveryText.ResourceManager]),
        (typeof(LearningText).Assembly, [LearningText.ResourceManager, AssignmentText.ResourceManager]),
        (typeof(CertificatesText).Assembly, [CertificatesText.ResourceManager, PdfText.ResourceManager]),
        (typeof(MessagesText).Assembly, [MessagesText.ResourceManager]),
    ];

    [Fact]
    public void No_other_part_of_the_product_refuses()
    {
        var refusing = Directory.EnumerateFiles(AppContext.BaseDirectory, "CustomerService.*.dll").Where(f => !f.EndsWith(".Tests.dll", StringComparison.Ordinal)).Select(Assembly.LoadFrom).Where(a => RefusalsOf(a).Any());
        Assert.Empty(refusing.Except(Capabilities.Select(c => c.Capability)));
    }

    [Theory, InlineData("fa"), InlineData("en")]
    public void Every_refusal_has_a_text_that_its_arguments_fill(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var formatter = LocalizedFormatter.For(language == "fa" ? Language.Persian : Language.English);
            foreach (var (capability, texts) in Capabilities)
            {
                Assert.All(RefusalsOf(capability), refusal =>
                {
                    Assert.Equal(language, LanguageOf(refusal.Code, texts));
                    Assert.DoesNotMatch("\\{|^\\s*$", RefusalText.Say(refusal, formatter, texts));
                });
            }
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_refusal_without_a_text_is_a_bug_that_is_told() =>
        Assert.Contains("QuizNotWritten", Assert.Throws<InvalidOperationException>(() => RefusalText.Say(new NotWritten(), LocalizedFormatter.For(Language.English))).Message, StringComparison.Ordinal);

    /// <summary>A code may come from an address.</summary>
    [Theory, InlineData(""), InlineData("pdf."), InlineData("-.-"), InlineData("pdf.no-such"), InlineData("ا")]
    public void A_code_of_nothing_has_no_text(string code) => Assert.Null(RefusalText.Find(code, PdfText.ResourceManager));

    private static IEnumerable<Refusal> RefusalsOf(Assembly capability) => capability.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Refusal)) && !t.IsAbstract)
        .Select(t => (Refusal)t.GetConstructors()[0].Invoke([.. t.GetConstructors()[0].GetParameters().Select(p => Sample(p.ParameterType))]));

    private static object? Sample(Type type) => type == typeof(string) ? "x"
        : type == typeof(DateTime) ? new DateTime(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc)
        : type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type)
        : type == typeof(IReadOnlyList<string>) ? Array.Empty<string>()
        : null;

    /// <summary>The language that has the text itself, without falling back to another.</summary>
    private static string LanguageOf(string code, ResourceManager[] texts)
    {
        var culture = CultureInfo.CurrentUICulture;
        var key = RefusalText.KeyOf(code);
        var exact = culture.Name == "fa" ? culture : CultureInfo.InvariantCulture;
        return texts.Append(UiText.ResourceManager).Any(t => t.GetResourceSet(exact, createIfNotExists: true, tryParents: false)?.GetString(key) is not null) ? culture.Name : $"no text {key} in {culture.Name}";
    }

    private sealed record NotWritten() : Refusal("quiz.not-written");
}
