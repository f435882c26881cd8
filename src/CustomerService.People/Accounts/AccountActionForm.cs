using CustomerService.Ui.Forms;

namespace CustomerService.People.Accounts;

/// <summary>Which account button was pressed.</summary>
public sealed class AccountActionForm
{
    [Longest(40)]
    public string? Action { get; set; }
}
