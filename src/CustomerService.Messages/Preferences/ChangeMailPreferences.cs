using CustomerService.Messages.Kinds;
using CustomerService.Messages.Rules;
using CustomerService.Platform.Persistence;

namespace CustomerService.Messages.Preferences;

/// <summary>Somebody chooses what is mailed; what keeps the account safe is, whatever is chosen.</summary>
public sealed class ChangeMailPreferences(UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <param name="on">The kinds to mail; all others are not.</param>
    public Task<int> RunAsync(Guid personId, IReadOnlySet<MessageKind> on, CancellationToken cancellationToken = default) =>
        unitOfWork.RunAsync(async db =>
        {
            foreach (var kind in MessageKinds.All.Where(k => k.IsOptional))
            {
                await TurnOffMail.SetAsync(db, personId, kind.Kind, on.Contains(kind.Kind), clock, cancellationToken);
            }

            return 0;
        }, cancellationToken);
}
