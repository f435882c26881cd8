using CustomerService.People.Rules;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Reports.Matrix;

/// <summary>How the choice between people who are here and people who left is called.</summary>
internal static class AccountTexts
{
    /// <summary>The usual choice has no word of its own in the address.</summary>
    public static SelectOption[] Choices =>
    [
        new("", ReportsText.AccountActive),
        new(QueryValues.Of(AccountStatusFilter.Inactive), ReportsText.AccountInactive),
        new(QueryValues.Of(AccountStatusFilter.All), ReportsText.AccountAll),
    ];

    public static string Chip(AccountStatusFilter accounts) => accounts == AccountStatusFilter.Inactive ? ReportsText.InactiveAccounts : ReportsText.AllAccounts;
}
