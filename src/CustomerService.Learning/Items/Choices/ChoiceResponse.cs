using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items.Choices;

/// <param name="OptionIds">The options chosen.</param>
public sealed record ChoiceResponse(IReadOnlyList<string> OptionIds) : Response;
