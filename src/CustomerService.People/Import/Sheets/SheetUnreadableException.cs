using System.Diagnostics.CodeAnalysis;
using CustomerService.Platform;

namespace CustomerService.People.Import.Sheets;

/// <summary>A file is no table that can be read, or holds too much. Thrown while its rows are read one by one, and turned into its refusal by whoever reads.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It always has a refusal.")]
public sealed class SheetUnreadableException(Refusal refusal, Exception? innerException = null) : Exception(refusal?.Code, innerException)
{
    public Refusal Refusal { get; } = refusal!;
}
