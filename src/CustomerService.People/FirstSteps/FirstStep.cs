using CustomerService.Platform.Persistence;
using CustomerService.Ui.Navigation;

namespace CustomerService.People.FirstSteps;

/// <summary>Something that whoever sets an academy up does first; registered by the capability whose page it leads to.</summary>
/// <param name="Key">Stable: <c>people</c>.</param>
/// <param name="Label">What to do, in the reader's language.</param>
/// <param name="Href">Where it is done.</param>
/// <param name="IsDoneAsync">Asks the real data.</param>
public sealed record FirstStep(string Key, int Order, Func<string> Label, Func<NavigationTargets, string> Href, Func<IServiceProvider, AppDbContext, CancellationToken, Task<bool>> IsDoneAsync);

/// <summary>A step as an administrator sees it.</summary>
public sealed record FirstStepState(FirstStep Step, bool IsDone);
