using System.Text;
using CustomerService.Certificates.Pdf;

namespace CustomerService.Rules.Tests.Certificates;

/// <summary>What is decoration in a page's content stream.</summary>
public sealed class PdfArtifactsTests
{
    [Theory]
    [InlineData("q 1 0 0 1 0 0 cm 0 0 10 10 re f Q", "q 1 0 0 1 0 0 cm /Artifact BMC\n0 0 10 10 re f\nEMC Q")]
    [InlineData("0 0 m 1 1 l h S 2 2 m 3 3 l s", "/Artifact BMC\n0 0 m 1 1 l h S\nEMC /Artifact BMC\n2 2 m 3 3 l s\nEMC")]
    [InlineData("/G3 gs /X10 Do", "/G3 gs /Artifact BMC\n/X10 Do\nEMC")]
    [InlineData("0 0 9 9 re W* n 1 1 2 2 re f*", "0 0 9 9 re W* n /Artifact BMC\n1 1 2 2 re f*\nEMC")]
    public void What_is_drawn_outside_every_mark_is_marked(string content, string marked) => Assert.Equal(marked, Mark(content));

    [Theory]
    [InlineData("/P <</MCID 0 >>BDC BT /F1 12 Tf (a \\) b) Tj ET EMC")]
    [InlineData("/Figure <</MCID 1>> BDC 0 0 1 1 re f EMC")]
    [InlineData("/P <</MCID 2>> BDC BT /ReversedChars BMC /Span<</ActualText <feff0645> >> BDC <04f4> Tj EMC EMC ET EMC")]
    [InlineData("0 0 9 9 re W n")]
    [InlineData("")]
    public void What_is_marked_stays_as_it_is(string content) => Assert.Equal(content, Mark(content));

    [Theory]
    [InlineData("BT (text that nobody tagged) Tj ET")]
    [InlineData("BT [(a) 10 (b)] TJ ET")]
    [InlineData("/P BMC")]
    [InlineData("EMC")]
    [InlineData("BI /W 1 /H 1 ID x EI")]
    [InlineData("(never closed")]
    public void Untagged_text_is_never_hidden_from_readers(string content) => Assert.Null(Mark(content));

    private static string? Mark(string content) => PdfArtifacts.Mark(Encoding.Latin1.GetBytes(content)) is { } marked ? Encoding.Latin1.GetString(marked) : null;
}
