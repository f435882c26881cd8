using CustomerService.Platform.Localization;
using FsCheck;
using FsCheck.Fluent;

namespace CustomerService.Rules.Tests.Text;

public sealed class TextNormalizerTests
{
    [Theory]
    // accidents of typing
    [InlineData("توانمندسازی", "توانمندسازی."), InlineData("توانمندسازی", "«توانمندسازی»"), InlineData("توانمندسازی", " توانمند سازی ؟"), InlineData("توانمندسازی", "- توانمندسازي")]
    [InlineData("توانمندسازی", "توانمند‌سازی!"), InlineData("توانمندسازی", "(توانمندسازی)"), InlineData("توانمندسازی", "«توانمندسازی.»"), InlineData("توانمندسازی", "تَوانمندسازی…")]
    [InlineData("شمارهٔ پیگیری", "شماره پیگیری،"), InlineData("شمارهٔ پیگیری", "شمارۀ پیگیری"), InlineData("گام «پاسخ‌گویی»", "گام پاسخگویی")]
    [InlineData("Empowerment", "empowerment."), InlineData("Empowerment", "“EMPOWERMENT”"), InlineData("Empowerment", "'Empowerment'"), InlineData("follow-up", "Follow up"), InlineData("follow-up", "follow–up;")]
    [InlineData("customer's voice", "customer’s voice"), InlineData("naïve", "naive"), InlineData("ICARE", "I.C.A.R.E."), InlineData("honest, fast", "honest fast"), InlineData("café", "cafe\u0301")]
    [InlineData("۱۰", "10"), InlineData("۱۰", "١٠."), InlineData("3.5", "۳٫۵"), InlineData("1,000", "۱۰۰۰"), InlineData("1 000", "1000"), InlineData("−5", "-5"), InlineData("ISO 9001", "iso9001")]
    public void Accidents_of_typing_do_not_change_an_answer(string one, string other) => Assert.Equal(TextNormalizer.AnswerKey(one), TextNormalizer.AnswerKey(other));

    [Theory]
    // what carries meaning
    [InlineData("5", "-5"), InlineData("3.5", "35"), InlineData("3,5", "35"), InlineData("12", "1 2"), InlineData("C", "C++"), InlineData("C", "C#"), InlineData("O-", "O+"), InlineData("O", "O-")]
    [InlineData("A-1", "A1"), InlineData("10002:2018", "100022018"), InlineData("site.ir", "siteir"), InlineData("f(x)", "fx"), InlineData("50%", "50"), InlineData("NET", ".NET"), InlineData("و/یا", "ویا")]
    [InlineData("پاسخ", "پاسخ‌گویی"), InlineData("صاف", "صف"), InlineData("نه", "نه‌ای")]
    public void Signs_that_carry_meaning_are_kept(string one, string other) => Assert.NotEqual(TextNormalizer.AnswerKey(one), TextNormalizer.AnswerKey(other));

    [Theory]
    [InlineData(null), InlineData(""), InlineData(" . "), InlineData("«»"), InlineData("؟!"), InlineData("()")]
    public void Marks_alone_are_no_answer(string? typed) => Assert.Equal("", TextNormalizer.AnswerKey(typed));

    private const string Zwnj = "\u200C";

    [Theory]
    // Arabic and Persian keyboards
    [InlineData("علي", "علی"), InlineData("موسى", "موسی"), InlineData("كتاب", "کتاب"), InlineData("مكتبة", "مکتبه")]
    // hamza, madda, wasla
    [InlineData("أحمد", "احمد"), InlineData("إيران", "ایران"), InlineData("آذر", "اذر"), InlineData("ٱلله", "الله")]
    [InlineData("مؤمن", "مومن"), InlineData("مسئول", "مسیول"), InlineData("خانۀ", "خانه"), InlineData("خانه\u0654", "خانه")]
    // marks, tatweel
    [InlineData("مُشْتَرِی", "مشتری"), InlineData("رحمٰن", "رحمن"), InlineData("خـــدمت", "خدمت"), InlineData("معلّم", "معلم")]
    // half-spaces, joiners, direction marks, isolates
    [InlineData("می" + Zwnj + "روم", "میروم"), InlineData("ه\u200Dا", "ها"), InlineData("\u200Fرضا\u200E", "رضا"), InlineData("\u2068رضا\u2069", "رضا")]
    // spaces
    [InlineData("می\u00A0روم", "می روم"), InlineData("  دو \t\r\n فاصله ", "دو فاصله")]
    // digits
    [InlineData("۱۴۰۵", "1405"), InlineData("١٤٠٥", "1405"), InlineData("۱٢3", "123")]
    // Latin
    [InlineData("ICARE Ａ", "icare a"), InlineData("Sara.Ahmadi@Example.IR", "sara.ahmadi@example.ir"), InlineData("CAFÉ", "café")]
    // presentation forms pasted from a PDF
    [InlineData("ﻻ", "لا"), InlineData("ﺳﻼم", "سلام"), InlineData("ﮐﺘﺎﺏ", "کتاب"), InlineData("ﯾﺎﺩ", "یاد"), InlineData("ﻣﺸﺘﺮﻱ", "مشتری")]
    [InlineData("", ""), InlineData(null, ""), InlineData(" \u200C\u200F ", "")]
    public void Key_folds(string? typed, string key) => Assert.Equal(key, TextNormalizer.Key(typed));

    [Theory]
    [InlineData("می" + Zwnj + "روم", "می روم")]
    [InlineData("می" + Zwnj + "روم", "میروم")]
    [InlineData("می روم", "ميروم")]
    [InlineData("پاسخ" + Zwnj + "گویی", "پاسخگويي")]
    [InlineData("سازمان" + Zwnj + "دهی", "سازمان دهي")]
    [InlineData("مرحله\u0654 سازمان" + Zwnj + "دهی", "مرحله سازماندهی"), InlineData("شماره\u0654 پیگیری", "شمارۀ پیگیری")]
    public void Compact_keys_of_the_ways_to_type_one_word_are_equal(string one, string other) =>
        Assert.Equal(TextNormalizer.CompactKey(one), TextNormalizer.CompactKey(other));

    [Theory]
    [InlineData("کار", "گار"), InlineData("رضا", "رضایی"), InlineData("12", "21"), InlineData("سارا", "ساره")]
    public void Different_words_have_different_keys(string one, string other)
    {
        Assert.NotEqual(TextNormalizer.Key(one), TextNormalizer.Key(other));
        Assert.NotEqual(TextNormalizer.CompactKey(one), TextNormalizer.CompactKey(other));
    }

    [Fact]
    public void Folding_goes_towards_the_Persian_letters_from_both_keyboards()
    {
        Assert.Equal(TextNormalizer.Key("\u0639\u0644\u064A \u0643"), TextNormalizer.Key("\u0639\u0644\u06CC \u06A9"));
        Assert.Equal("\u0639\u0644\u06CC \u06A9", TextNormalizer.Key("\u0639\u0644\u064A \u0643"));
    }

    [Theory]
    [InlineData("  علي   رضائي ", "علی رضائی")]
    [InlineData("كريمي", "کریمی")]
    [InlineData("خوش" + Zwnj + "نام", "خوش" + Zwnj + "نام")]
    [InlineData(Zwnj + "علی " + Zwnj + "اکبری" + Zwnj + " ", "علی اکبری")]
    [InlineData("خوش" + Zwnj + Zwnj + "نام", "خوش" + Zwnj + "نام")]
    [InlineData("آذر مؤمنی، خانۀ ۱۲", "آذر مؤمنی، خانۀ ۱۲")]
    [InlineData("ﻋﻠﯽ ﻣﺤﻤﺪﻱ", "علی محمدی")]
    [InlineData("\u200Fمحمـــد\u200E", "محمد")]
    [InlineData("McDonald ²", "McDonald ²")]
    [InlineData(null, ""), InlineData(" ", "")]
    public void Canonical_is_how_names_are_stored(string? typed, string stored) => Assert.Equal(stored, TextNormalizer.Canonical(typed));

    [Theory]
    [InlineData("Pass۱۲۳", "Pass123"), InlineData("Pass١٢٣", "Pass123"), InlineData("Ｐａｓｓ１２３", "Pass123"), InlineData("Pass²", "Pass2")]
    [InlineData("كليد", "کلید"), InlineData("کلیدى", "کلیدی"), InlineData("ﮐﻠﯿﺪ", "کلید")]
    [InlineData("pa\u0308ssw\u00F6rd", "p\u00E4ssw\u00F6rd"), InlineData("ﬁsh", "fish"), InlineData("\u212B", "\u00C5")]
    [InlineData("رئیس", "ر\u06CC\u0654یس"), InlineData("ر\u0649\u0654یس", "ر\u06CC\u0654یس"), InlineData("آب", "\u0622ب"), InlineData("ا\u0653ب", "\u0622ب")]
    [InlineData("two\u00A0words", "two words"), InlineData("two\u3000 \t\u202Fwords", "two words"), InlineData(" two words\r\n", "two words")]
    [InlineData("می" + Zwnj + "روم", "میروم"), InlineData("\uFEFFa\u200Db\u200Ec\u00ADd\u2060e", "abcde")]
    [InlineData("Abآ مُدیرۀ أ", "Abآ مُدیرۀ أ"), InlineData(null, ""), InlineData(" \u200C ", "")]
    public void Passwords_are_the_same_on_every_keyboard(string? typed, string password)
    {
        Assert.Equal(password, TextNormalizer.Password(typed));
        Assert.Equal(password, TextNormalizer.Password(password));
    }

    [Theory]
    [InlineData("a\uD800b"), InlineData("\uDC00"), InlineData("\uFFFEx"), InlineData("😀 علي")]
    public void Broken_text_is_folded_without_failing(string text)
    {
        Assert.Equal(TextNormalizer.Key(TextNormalizer.Canonical(text)), TextNormalizer.Key(text));
        Assert.Equal(TextNormalizer.Key(text), TextNormalizer.Key(TextNormalizer.Key(text)));
    }

    [Fact]
    public void Keys_and_stored_names_are_idempotent_and_agree() =>
        Prop.ForAll(PersianText(), text =>
        {
            var (key, compact, stored) = (TextNormalizer.Key(text), TextNormalizer.CompactKey(text), TextNormalizer.Canonical(text));
            return key == TextNormalizer.Key(key)
                && compact == TextNormalizer.CompactKey(key)
                && stored == TextNormalizer.Canonical(stored)
                && key == TextNormalizer.Key(stored);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Keys_are_idempotent_for_any_text_at_all() =>
        Prop.ForAll<string>(text => TextNormalizer.Key(text) == TextNormalizer.Key(TextNormalizer.Key(text)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static Arbitrary<string> PersianText()
    {
        var character = Gen.OneOf(
            Gen.Choose(0x0600, 0x06FF), Gen.Choose(0x2000, 0x206F), Gen.Choose(0x20, 0x7E), Gen.Choose(0xA0, 0x17F),
            Gen.Choose(0x300, 0x345), Gen.Choose(0xFB50, 0xFBB1), Gen.Choose(0xFE70, 0xFEFC)).Select(code => (char)code);
        return character.ArrayOf().Select(characters => new string(characters)).ToArbitrary();
    }
}
