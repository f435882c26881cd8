using System.Globalization;
using CustomerService.Certificates.Rules;

namespace CustomerService.Rules.Tests.Certificates;

public sealed class CertificateNumberTests
{
    [Theory]
    [InlineData("ICA", 1405, 42, "ICA-1405-000042")]
    [InlineData("HR7", 1399, 1, "HR7-1399-000001")]
    [InlineData("ICA", 1405, 999_999, "ICA-1405-999999")]
    [InlineData("ICA", 1405, 1_000_000, "ICA-1405-1000000")]
    public void A_number_is_prefix_Jalali_year_and_place_in_the_year(string prefix, int year, int sequence, string expected) =>
        Assert.Equal(expected, CertificateNumber.Of(prefix, year, sequence));

    [Fact]
    public void A_number_has_ASCII_digits_whatever_the_culture()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fa-IR");
        try
        {
            Assert.Equal("ICA-1405-000042", CertificateNumber.Of("ICA", 1405, 42));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
