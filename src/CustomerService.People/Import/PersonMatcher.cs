using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.People.Import;

/// <param name="PersonId">Null: nobody in the academy.</param>
/// <param name="ByField">By what the person was found.</param>
public sealed record PersonMatch(Guid? PersonId, ImportField? ByField, IReadOnlyList<RowError> Errors);

/// <summary>Finds whom the rows of a batch are about, in a few queries for all of them: by the academy's id, personnel number, user name, e-mail and mobile, in
/// this order. A contact counts only where it is proven: whoever registered with somebody else's address must not become that person. What belongs to another
/// person than the rest of the row is an error.</summary>
public sealed class PersonMatcher(AppDbContext db, ILookupNormalizer normalizer, OrgDirectory directory)
{
    private static readonly ImportField[] Order = [ImportField.PersonId, ImportField.PersonnelNumber, ImportField.UserName, ImportField.Email, ImportField.Mobile];

    public async Task<IReadOnlyList<PersonMatch>> MatchAsync(IReadOnlyList<PersonRow> rows, CancellationToken cancellationToken)
    {
        var known = await ReadAsync(rows, cancellationToken);
        return [.. rows.Select(row => Match(row, known))];
    }

    /// <summary>The organisation within which the row's personnel number counts.</summary>
    public static Guid? OrganisationOf(PersonRow row, OrgDirectory directory) =>
        row.OrganisationId ?? (row.UnitId.Value is { } unit ? directory.OrganisationOf(unit) : null) ?? directory.Default?.Id;

    private PersonMatch Match(PersonRow row, Known known)
    {
        var hits = new List<(ImportField Field, Holder Holder)>();
        foreach (var field in Order)
        {
            hits.AddRange(Holders(row, field, known).Select(h => (field, h)));
        }

        if (hits.Find(h => h.Holder.Counts) is not { Holder: { } found } first)
        {
            // Somebody has it without proof, or as a name to sign in with.
            return new(null, null, [.. hits.Select(h => RowError.Of(h.Field, Taken(h.Field, h.Holder))).DistinctBy(e => e.Field)]);
        }

        var errors = hits.Where(h => h.Holder.PersonId != found.PersonId).Select(h => RowError.Of(h.Field, h.Holder.Counts ? new RowOfAnother() : Taken(h.Field, h.Holder)));
        return new(found.PersonId, first.Field, [.. errors.DistinctBy(e => e.Field)]);
    }

    private static Refusal Taken(ImportField field, Holder holder) => (field, holder.IsUnproven) switch
    {
        (ImportField.Email, true) => new EmailUnprovenElsewhere(),
        (ImportField.Mobile, true) => new MobileUnprovenElsewhere(),
        (ImportField.Email, _) => new EmailTaken(),
        (ImportField.Mobile, _) => new MobileTaken(),
        _ => new UserNameTaken(),
    };

    private IEnumerable<Holder> Holders(PersonRow row, ImportField field, Known known) => field switch
    {
        ImportField.PersonId => row.PersonId is { } id && known.Ids.Contains(id) ? [new Holder(id, true, false)] : [],
        ImportField.PersonnelNumber => row.PersonnelNumber.Value is { } number && OrganisationOf(row, directory) is { } organisation
            ? known.Numbers[(organisation, Membership.CanonicalNumber(number))].Select(person => new Holder(person, true, false)) : [],
        ImportField.UserName => row.UserName is { } name ? known.UserNames[normalizer.NormalizeName(name)!].Concat(known.SignInContacts[SignInKey(name)]) : [],
        ImportField.Email => row.Email.Value is { } email ? known.Emails[email].Concat(known.UserNames[normalizer.NormalizeName(email)!].Select(h => h with { Counts = false })) : [],
        ImportField.Mobile => row.Mobile.Value is { } mobile ? known.Mobiles[mobile].Concat(known.UserNames[normalizer.NormalizeName(mobile)!].Select(h => h with { Counts = false })) : [],
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Nobody is found by this."),
    };

    /// <summary>An account's e-mail or mobile that equals the user name of a row.</summary>
    private string SignInKey(string name) => InputParser.TryMobile(name, out var mobile) ? mobile : normalizer.NormalizeName(name)!;

    private async Task<Known> ReadAsync(IReadOnlyList<PersonRow> rows, CancellationToken cancellationToken)
    {
        List<Guid> ids = [.. rows.Select(r => r.PersonId).OfType<Guid>().Distinct()];
        List<string> emails = [.. rows.Select(r => r.Email.Value).OfType<string>().Distinct()];
        List<string> mobiles = [.. rows.Select(r => r.Mobile.Value).OfType<string>().Distinct()];
        List<string> names = [.. rows.Select(r => r.UserName).OfType<string>().Select(n => normalizer.NormalizeName(n)!).Concat(emails.Concat(mobiles).Select(c => normalizer.NormalizeName(c)!)).Distinct()];
        List<string> contacts = [.. rows.Select(r => r.UserName).OfType<string>().Select(SignInKey).Distinct()];
        List<string> numbers = [.. rows.Select(r => r.PersonnelNumber.Value).OfType<string>().Select(Membership.CanonicalNumber).Distinct()];

        var byContact = emails.Count + mobiles.Count == 0 ? [] : await db.Set<Person>().AsNoTracking()
            .Where(p => (p.Email != null && emails.Contains(p.Email)) || (p.Mobile != null && mobiles.Contains(p.Mobile)))
            .Select(p => new { p.Id, p.Email, p.Mobile, EmailProven = p.EmailProof != null, MobileProven = p.MobileProof != null }).ToListAsync(cancellationToken);
        var accounts = names.Count == 0 ? [] : await db.Set<Account>().AsNoTracking()
            .Where(a => names.Contains(a.NormalizedUserName!) || contacts.Contains(a.NormalizedEmail!) || contacts.Contains(a.PhoneNumber!))
            .Select(a => new { a.Id, a.NormalizedUserName, a.NormalizedEmail, a.PhoneNumber, a.EmailConfirmed, a.PhoneNumberConfirmed }).ToListAsync(cancellationToken);
        var numbered = numbers.Count == 0 ? [] : await db.Set<Membership>().AsNoTracking()
            .Where(m => m.EndedAtUtc == null && m.PersonnelNumber != null && numbers.Contains(m.PersonnelNumber))
            .Select(m => new { m.PersonId, m.OrganisationId, m.PersonnelNumber }).ToListAsync(cancellationToken);
        var existing = ids.Count == 0 ? [] : await db.Set<Person>().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancellationToken);
        return new(
            [.. existing],
            numbered.Distinct().ToLookup(m => (m.OrganisationId, m.PersonnelNumber!), m => m.PersonId),
            // A user name that is an e-mail address or a mobile number was chosen by its person: it counts as little as the contact does.
            accounts.ToLookup(a => a.NormalizedUserName!, a => a.NormalizedUserName == a.NormalizedEmail ? new Holder(a.Id, a.EmailConfirmed, !a.EmailConfirmed)
                : InputParser.TryMobile(a.NormalizedUserName, out var mobile) && mobile == a.PhoneNumber ? new Holder(a.Id, a.PhoneNumberConfirmed, !a.PhoneNumberConfirmed)
                : new Holder(a.Id, true, false)),
            accounts.SelectMany(a => new[] { a.NormalizedEmail, a.PhoneNumber }.OfType<string>().Select(key => (key, a.Id))).ToLookup(a => a.key, a => new Holder(a.Id, false, false)),
            byContact.Where(p => p.Email is not null).ToLookup(p => p.Email!, p => new Holder(p.Id, p.EmailProven, !p.EmailProven)),
            byContact.Where(p => p.Mobile is not null).ToLookup(p => p.Mobile!, p => new Holder(p.Id, p.MobileProven, !p.MobileProven)));
    }

    /// <param name="Counts">Whether it tells who the person is.</param>
    private sealed record Holder(Guid PersonId, bool Counts, bool IsUnproven);

    private sealed record Known(
        HashSet<Guid> Ids, ILookup<(Guid OrganisationId, string Number), Guid> Numbers, ILookup<string, Holder> UserNames, ILookup<string, Holder> SignInContacts,
        ILookup<string, Holder> Emails, ILookup<string, Holder> Mobiles);
}
