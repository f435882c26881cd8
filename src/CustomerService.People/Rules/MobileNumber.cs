namespace CustomerService.People.Rules;

/// <summary>Mobile numbers, stored as E.164.</summary>
public static class MobileNumber
{
    private const string Country = "+98";

    /// <summary>The national format: <c>09123456789</c> for <c>+989123456789</c>; foreign numbers are unchanged.</summary>
    public static string? AsWritten(string? mobile) => mobile?.StartsWith(Country, StringComparison.Ordinal) == true ? "0" + mobile[Country.Length..] : mobile;
}
