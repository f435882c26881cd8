namespace CustomerService.Ui.Controls;

/// <summary>One line of a <see cref="Select"/>.</summary>
/// <param name="Value">What travels in the form.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Group">Heading over a run of options, where there are many.</param>
public sealed record SelectOption(string Value, string Label, string? Group = null);
