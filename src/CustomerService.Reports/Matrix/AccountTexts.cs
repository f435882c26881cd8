using CustomerService.People.Rules;
using CustomerService.Reports.Rules;
using CustomerService.Reports.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.Reports.Matrix;

/// <summary>Display names of the filter by active and inactive accounts.</summary>
internal static class AccountTexts
{
    /// <summary>The default choice is empty in the query string.</summary>
    public static SelectOption[] Choices =>
    [
        new("", ReportsText.AccountActive),
        new(QueryValues.Of(AccountStatusFilter.Inactive), ReportsText.AccountInactive),
        new(QueryValues.Of(AccountStatusFilter.All), ReportsText.AccountAll),
    ];

    public static string Chip(AccountStatusFilter accounts) => accounts == AccountStatusFilter.Inactive ? ReportsText.InactiveAccounts : ReportsText.AllAccounts;
}
