namespace CustomerService.Learning.Validities;

/// <summary>Whose renewal is opened.</summary>
public sealed class RenewalsForm
{
    /// <summary>Validities that end on this day or earlier.</summary>
    public DateOnly? EndsBy { get; set; }
}
