namespace CustomerService.Ui.Office.Controls;

/// <summary>What somebody is asked before an act that needs a reason.</summary>
/// <param name="Title">The act as a question: "Revoke the certificate?"</param>
/// <param name="What">What will happen, in a sentence.</param>
/// <param name="Accept">The button's word, which is the act's: "Revoke".</param>
public sealed record ReasonQuestion(string Title, string What, string Accept)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int Longest = 500;

    /// <summary>The names of those to whom it happens; the first few are shown, the others counted.</summary>
    public IReadOnlyList<string> Concerned { get; init; } = [];

    /// <summary>The act takes something away or cannot be undone.</summary>
    public bool IsDangerous { get; init; }
}
