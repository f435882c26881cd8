namespace CustomerService.People.Accounts;

/// <summary>Which account button was pressed.</summary>
public sealed class AccountActionForm
{
    public string? Action { get; set; }
}
