using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items.Matching;

/// <param name="Rights">Id of the left side's pair → id of the pair or extra whose right side was given. A left without a right is absent.</param>
public sealed record MatchingResponse(IReadOnlyDictionary<string, string> Rights) : Response;
