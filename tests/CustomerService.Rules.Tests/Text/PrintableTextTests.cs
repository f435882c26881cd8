using System.Buffers.Binary;
using System.Text;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Text;

/// <summary>Which characters certificates can print.</summary>
public sealed class PrintableTextTests
{
    public static TheoryData<string> Weights => ["Light", "Regular", "Medium", "Bold", "ExtraBold"];

    [Theory, MemberData(nameof(Weights))]
    public void Every_character_that_is_taken_is_in_the_embedded_font(string weight)
    {
        var font = CharactersOf(Repository.PathOf("node_modules", "vazirmatn", "fonts", "ttf", $"Vazirmatn-{weight}.ttf"));
        var taken = Enumerable.Range(0x20, 0x10FFFF - 0x20).Where(Rune.IsValid).Select(value => new Rune(value)).Where(PrintableText.CanPrint).ToList();

        Assert.True(taken.Count > 600);
        Assert.DoesNotContain(taken, sign => !font.Contains(sign.Value) && !IsMadeOf(font, sign.ToString().Normalize(NormalizationForm.FormD)));
    }

    [Fact]
    public void Every_letter_of_the_font_is_taken()
    {
        var font = CharactersOf(Repository.PathOf("node_modules", "vazirmatn", "fonts", "ttf", "Vazirmatn-Regular.ttf"));
        Assert.Empty(font.Where(value => value is > 0x20 and < 0xFB00 && Rune.IsLetterOrDigit(new Rune(value)) && !PrintableText.CanPrint(new Rune(value))).Select(value => value.ToString("X4", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("سارا محمدی‌نژاد")]
    [InlineData("كاظم رضايي")]
    [InlineData("پدرِ مهرداد، دورهٔ ۱")]
    [InlineData("Sheila O’Donnell-MacDonald, Jr. (MSc)")]
    [InlineData("Nguyễn Thị Ánh, Phạm Hậu")]
    [InlineData("Łukasz Żółć")]
    [InlineData("Gülşən Əliyeva")]
    [InlineData("ﺳﺎﺭﺍ ﻣﺤﻤﺪﯼ")]
    [InlineData("")]
    public void Names_in_persian_arabic_and_latin_letters_are_taken(string name) => Assert.Empty(PrintableText.Missing(name));

    [Theory]
    [InlineData("👩🏽‍🔧 سارا 🙂 🙂", "👩🏽‍🔧|🙂")]
    [InlineData("Анна", "А|н|а")]
    [InlineData("山田 Taro", "山|田")]
    public void What_cannot_be_printed_is_named_once_as_people_see_it(string name, string missing) => Assert.Equal(missing.Split('|'), PrintableText.Missing(name));

    [Fact]
    public void A_name_is_refused_in_any_of_its_parts()
    {
        Assert.Null(NameNotPrintable.In(new PersonName("سارا", "محمدی", "Sara", "Mohammadi")));
        Assert.Equal("🙂", NameNotPrintable.In(new PersonName("سارا", "محمدی", "Sara", "🙂"))?.Signs);
        Assert.Equal("🙂", NameNotPrintable.In(new PersonName("سارا🙂", "محمدی"))?.Signs);
    }

    /// <summary>Whether one mark and the rest, composed, are in the font.</summary>
    private static bool IsMadeOf(HashSet<int> font, string parts) => Enumerable.Range(1, parts.Length - 1)
        .Any(mark => font.Contains(parts[mark]) && parts.Remove(mark, 1).Normalize(NormalizationForm.FormC).EnumerateRunes().All(rest => font.Contains(rest.Value)));

    /// <summary>The characters of a TrueType font, from its <c>cmap</c> table (formats 4 and 12; OpenType specification, "cmap").</summary>
    private static HashSet<int> CharactersOf(string path)
    {
        var file = File.ReadAllBytes(path);
        var table = Enumerable.Range(0, U16(4)).Select(i => 12 + (16 * i)).Where(at => Encoding.ASCII.GetString(file, at, 4) == "cmap").Select(at => U32(at + 8)).Single();
        var characters = new HashSet<int>();
        foreach (var at in Enumerable.Range(0, U16(table + 2)).Select(i => table + U32(table + 4 + (8 * i) + 4)))
        {
            if (U16(at) == 4)
            {
                var segments = U16(at + 6) / 2;
                for (var segment = 0; segment < segments; segment++)
                {
                    var (last, first) = (U16(at + 14 + (2 * segment)), U16(at + 16 + (2 * segments) + (2 * segment)));
                    characters.UnionWith(Enumerable.Range(first, last - first + 1).Where(c => c < 0xFFFF));
                }
            }
            else if (U16(at) == 12)
            {
                for (var group = 0; group < U32(at + 12); group++)
                {
                    var (first, last) = (U32(at + 16 + (12 * group)), U32(at + 20 + (12 * group)));
                    characters.UnionWith(Enumerable.Range(first, last - first + 1));
                }
            }
        }

        return characters;

        int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
        int U32(int at) => (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
    }
}
