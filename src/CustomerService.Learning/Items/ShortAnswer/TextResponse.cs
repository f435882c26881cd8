using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items.ShortAnswer;

public sealed record TextResponse(string Text) : Response;
