namespace CustomerService.Ui.Controls;

/// <summary>An option of a <see cref="Select"/>.</summary>
/// <param name="Value">The submitted value.</param>
/// <param name="Label">The displayed text.</param>
/// <param name="Group">Heading of a group of consecutive options, if there are many.</param>
public sealed record SelectOption(string Value, string Label, string? Group = null);
