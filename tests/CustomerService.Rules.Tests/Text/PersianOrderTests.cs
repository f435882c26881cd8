using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Text;

public sealed class PersianOrderTests
{
    private static readonly string[] Alphabet = "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی".Split(' ');

    [Fact]
    public void The_alphabet_is_in_dictionary_order_and_ordinal_comparison_breaks_it()
    {
        Assert.Equal(Alphabet, Alphabet.Reverse().Order(PersianOrder.Instance));
        Assert.NotEqual(Alphabet, Alphabet.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_are_sorted_as_in_a_Persian_list()
    {
        string[] names =
        [
            "آذر آبان", "آزاده کریمی", "ابراهیم", "أحمد", "اکبر", "بهار", "پرویز", "ثریا", "جواد", "چنگیز", "ژاله", "سارا",
            "شهره", "غلام", "كامران", "کاوه", "گلناز", "لاله", "نسرین", "وحید", "هما", "ياسمن", "یزدان", "Ali", "Zahra",
        ];
        Assert.Equal(names, names.Reverse().Order(PersianOrder.Instance));
    }

    [Theory]
    [InlineData("می\u200Cرود", "میرود"), InlineData("مَرد", "مرد"), InlineData("علی", "علي"), InlineData("ali", "Ali")]
    public void What_reads_alike_stands_together(string one, string other)
    {
        string[] sorted = [.. new[] { one + "ب", other + "ا", one, other }.Order(PersianOrder.Instance)];
        Assert.Equal(other + "ا", sorted[2]);
        Assert.Equal(one + "ب", sorted[3]);
        Assert.Equal(-Math.Sign(PersianOrder.Instance.Compare(one, other)), Math.Sign(PersianOrder.Instance.Compare(other, one)));
        Assert.NotEqual(0, PersianOrder.Instance.Compare(one, other));
    }

    [Fact]
    public void Nothing_comes_before_everything()
    {
        Assert.True(PersianOrder.Instance.Compare(null, "") < 0);
        Assert.True(PersianOrder.Instance.Compare("", "آ") < 0);
        Assert.Equal(0, PersianOrder.Instance.Compare("آ", "آ"));
    }
}
