using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items.Numeric;

/// <param name="Text">As typed, in any digits; validated as a number when accepted.</param>
public sealed record NumberResponse(string Text) : Response;
