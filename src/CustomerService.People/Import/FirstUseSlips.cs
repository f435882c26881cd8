using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Import;

/// <summary>What somebody needs who can be reached by neither e-mail nor mobile: on paper, from hand to hand. It holds a secret, which exists nowhere else in clear text.</summary>
public sealed record FirstUseSlip(PersonName Name, Language Language, string? PersonnelNumber, LocalText Place, string UserName, string Code, DateTime ValidUntilUtc)
{
    /// <summary>Nothing of it, so that no log ever holds the code.</summary>
    public override string ToString() => nameof(FirstUseSlip);
}

/// <param name="Waiting">People of the import who have an account, no contact, and no password of their own yet.</param>
/// <param name="Parts">In how many goes slips are made; <see cref="FirstUseSlips.MostAtOnce"/> each.</param>
/// <param name="WithoutAccount">People of the import who have neither contact nor account: they need a user name first.</param>
public sealed record FirstUseView(string FileName, int Waiting, int Parts, int WithoutAccount);

/// <summary>First-use slips of the people whom an import added. A code is a password that was handed out: stored hashed, it expires, and whoever signs in with it
/// chooses an own one before anything else opens. Slips made again replace the codes of those that were made before.</summary>
public sealed class FirstUseSlips(IDbContextFactory<AppDbContext> contexts, UnitOfWork unitOfWork, AccountService accounts, IOptionsMonitor<SignInOptions> signIn, TimeProvider clock)
{
    /// <summary>Hashing is slow by intent: so many are made at once.</summary>
    public const int MostAtOnce = 80;

    /// <returns>Null: none of the asker's imports of people has this id.</returns>
    public async Task<FirstUseView?> ViewAsync(Guid askerId, Guid importId, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(FirstUseSlips));
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.OwnImportAsync(askerId, importId, cancellationToken) is not { Kind: ImportKind.People } import)
        {
            return null;
        }

        var added = await AddedAsync(db, importId, cancellationToken);
        return new(import.FileName, added.Count(a => a.Waits), (added.Count(a => a.HasAccount) + MostAtOnce - 1) / MostAtOnce, added.Count(a => !a.HasAccount));
    }

    /// <summary>Makes the codes of a part of those who wait.</summary>
    /// <param name="part">From 0 on.</param>
    /// <param name="progress">Told how many are made.</param>
    /// <returns>The slips in the order of the file, <see cref="NotFound"/>, or <see cref="NobodyNeedsSlip"/>.</returns>
    public async Task<Result<IReadOnlyList<FirstUseSlip>>> MakeAsync(Guid actorId, Guid importId, int part, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(FirstUseSlips));
        List<Guid> ids;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            if (await db.OwnImportAsync(actorId, importId, cancellationToken) is not { Kind: ImportKind.People })
            {
                return new NotFound();
            }

            // Those who have a password by now are counted as well, so that the parts stay the same.
            ids = [.. (await AddedAsync(db, importId, cancellationToken)).Where(a => a.HasAccount).Skip(part * MostAtOnce).Take(MostAtOnce).Where(a => a.Waits).Select(a => a.Id)];
        }

        var slips = new List<FirstUseSlip>(ids.Count);
        foreach (var id in ids)
        {
            // One transaction each: no lock is held while the next code is hashed.
            if ((await unitOfWork.RunAsync(db => MakeAsync(db, actorId, id, cancellationToken), cancellationToken)).Value is { } slip)
            {
                slips.Add(slip);
            }

            progress?.Report(slips.Count);
        }

        return slips.Count == 0 ? new NobodyNeedsSlip() : Result<IReadOnlyList<FirstUseSlip>>.Of(slips);
    }

    private async Task<Result<FirstUseSlip>> MakeAsync(AppDbContext db, Guid actorId, Guid personId, CancellationToken cancellationToken)
    {
        if (await db.ManagedPersonAsync(actorId, personId, cancellationToken) is not { Value: { } person } managed)
        {
            return new NotAllowed();
        }

        // Whoever chose a password meanwhile keeps it.
        if (await db.Set<Account>().AsTracking().SingleOrDefaultAsync(a => a.Id == personId && (a.PasswordHash == null || a.PasswordOrigin == PasswordOrigin.HandedOut), cancellationToken) is not { } account)
        {
            return new NobodyNeedsSlip();
        }

        var code = InitialPassword.Create();
        if (accounts.SetPassword(account, code, PasswordContext.Unknown, PasswordOrigin.HandedOut) is { Refusal: { } refused })
        {
            return refused;
        }

        account.LockoutEnd = null;
        account.AccessFailedCount = 0;
        db.Audit(actorId, "people.first-use-slip", personId, clock);
        var place = await db.Set<Membership>().AsNoTracking().Where(m => m.PersonId == personId && m.EndedAtUtc == null).OrderBy(m => m.StartedAtUtc).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellationToken);
        return new FirstUseSlip(
            person.Name, person.Language, place?.PersonnelNumber, await db.NameOfOrgUnitAsync(place?.OrganisationId, place?.UnitId, cancellationToken), account.UserName!, code,
            clock.UtcNow().AddDays(signIn.CurrentValue.HandedOutPasswordDays));
    }

    /// <summary>Active people without a contact whom the import added, in the order of the file.</summary>
    private static async Task<List<Added>> AddedAsync(AppDbContext db, Guid importId, CancellationToken cancellationToken) => await (
        from row in db.Set<ImportRow>()
        where row.ImportId == importId && row.Action == RowAction.Create && row.Progress == RowProgress.Applied
        join person in db.Set<Person>() on row.SubjectId equals person.Id
        where person.IsActive && person.Email == null && person.Mobile == null
        orderby row.Number
        select new Added(
            person.Id, db.Set<Account>().Any(a => a.Id == person.Id),
            db.Set<Account>().Any(a => a.Id == person.Id && (a.PasswordHash == null || a.PasswordOrigin == PasswordOrigin.HandedOut)))).ToListAsync(cancellationToken);

    private sealed record Added(Guid Id, bool HasAccount, bool Waits);
}
