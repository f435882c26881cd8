namespace CustomerService.People.Rules;

/// <summary>Mobile numbers, kept as E.164.</summary>
public static class MobileNumber
{
    private const string Country = "+98";

    /// <summary>As people write it: <c>09123456789</c> for <c>+989123456789</c>; what is of another country stays.</summary>
    public static string? AsWritten(string? mobile) => mobile?.StartsWith(Country, StringComparison.Ordinal) == true ? "0" + mobile[Country.Length..] : mobile;
}
