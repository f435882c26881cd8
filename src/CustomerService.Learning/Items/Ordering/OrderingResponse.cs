using CustomerService.Learning.Rules;

namespace CustomerService.Learning.Items.Ordering;

/// <param name="StepIds">All steps, in the order the learner gave.</param>
public sealed record OrderingResponse(IReadOnlyList<string> StepIds) : Response;
