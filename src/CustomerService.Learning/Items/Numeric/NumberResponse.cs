using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items.Numeric;

/// <param name="Text">As typed, in any digits; it was readable when it was accepted.</param>
public sealed record NumberResponse(string Text) : Response;
