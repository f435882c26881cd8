using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;

namespace CustomerService.People.SecondFactor;

/// <summary>A user makes a new set of recovery codes; the codes of before are worthless then.</summary>
public sealed class RemakeRecoveryCodes(UnitOfWork unitOfWork, PresentPassword present, TimeProvider clock)
{
    /// <returns>The codes, <see cref="NoSecondFactor"/>, or a refusal of <see cref="PresentPassword"/>.</returns>
    public async Task<Result<string[]>> RunAsync(Guid personId, string password, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RemakeRecoveryCodes));
        if (await present.CheckAsync(personId, password) is { Refusal: { } refused })
        {
            return refused;
        }

        return await unitOfWork.RunAsync<Result<string[]>>(async db =>
        {
            if (!await db.HasSecondFactorAsync(personId, cancellationToken))
            {
                return new NoSecondFactor();
            }

            db.Audit(personId, "people.recovery-codes-remade", personId, clock);
            return await db.RemakeCodesAsync(personId, cancellationToken);
        }, cancellationToken);
    }
}
