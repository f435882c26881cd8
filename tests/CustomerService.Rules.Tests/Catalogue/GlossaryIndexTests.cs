using CustomerService.Catalogue.Glossary;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Catalogue;

public sealed class GlossaryIndexTests
{
    private static readonly GlossaryTerm[] Terms =
    [
        Term("care", "مراقبت", "care", "توجه سفارشی به یک نفر.", "Attention to one person."),
        Term("learner", "آموزنده", "learner", "کسی که می‌آموزد.", "One who learns."),
        Term("trust", "اعتماد", "trust", "پشتوانهٔ هر خدمت.", "What service rests on."),
    ];

    [Theory]
    [InlineData(Language.Persian, "ا م")]
    [InlineData(Language.English, "C L T")]
    public void Terms_stand_under_the_letters_of_the_readers_language(Language language, string letters) =>
        Assert.Equal(letters, string.Join(' ', GlossaryIndex.Of(Terms, language).Select(l => l.Letter)));

    [Fact]
    public void A_Persian_glossary_calls_alef_by_its_name_and_has_the_Latin_terms_together_at_the_end()
    {
        var letters = GlossaryIndex.Of([.. Terms, Term("icare", "ICARE", "ICARE", "پنج گام.", "Five steps."), Term("pdca", "PDCA", "PDCA", "چرخه.", "A cycle."), Term("trait", "ویژگی", "trait", "صفت.", "A trait.")], Language.Persian);

        Assert.Equal("الف م و A–Z", string.Join(' ', letters.Select(l => l.Name)));
        Assert.Equal(["icare", "pdca"], letters[^1].Terms.Select(t => t.Id));
        Assert.Equal("C I L P T", string.Join(' ', GlossaryIndex.Of([.. Terms, Term("icare", "ICARE", "ICARE", "", ""), Term("pdca", "PDCA", "PDCA", "", "")], Language.English).Select(l => l.Name)));
    }

    [Theory]
    [InlineData("  CARE ", "care")]
    [InlineData("می آموزد", "learner")] // a space for the half-space
    [InlineData("پشتوانه خدمت", "")]
    [InlineData("سفارشي", "care")] // an Arabic letter
    [InlineData(null, "learner trust care")]
    public void What_is_asked_for_is_found_in_terms_and_definitions_however_it_is_written(string? asked, string found) =>
        Assert.Equal(found, string.Join(' ', GlossaryIndex.Of(Terms, Language.Persian, asked).SelectMany(l => l.Terms).Select(t => t.Id)));

    private static GlossaryTerm Term(string id, string fa, string en, string definitionFa, string definitionEn) =>
        new(id, new LocalText(fa, en), new LocalText(definitionFa, definitionEn));
}
