using CustomerService.Ui.Forms;

namespace CustomerService.People.Administration;

/// <summary>Which contact is confirmed, as the page showed it.</summary>
public sealed class ConfirmContactForm
{
    [Longest(256)]
    public string? Contact { get; set; }
}
