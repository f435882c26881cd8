using CustomerService.Platform;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Rules;

/// <summary>Name and password do not match; which of the two is wrong is not disclosed.</summary>
public sealed record SignInFailed() : Refusal("people.sign-in-failed");

/// <summary>Too many wrong passwords; the lockout expires by itself.</summary>
public sealed record AccountLocked(DateTime UntilUtc) : Refusal("people.account-locked")
{
    public override IReadOnlyList<object?> Arguments => [UntilUtc];
}

/// <summary>Too many failed sign-ins from this address, whatever the accounts.</summary>
public sealed record TooManySignIns(DateTime UntilUtc) : Refusal("people.too-many-sign-ins")
{
    public override IReadOnlyList<object?> Arguments => [UntilUtc];
}

/// <summary>Too many wrong tokens of the first run from this address.</summary>
public sealed record TooManySetupTokens(DateTime UntilUtc) : Refusal("people.too-many-setup-tokens")
{
    public override IReadOnlyList<object?> Arguments => [UntilUtc];
}

/// <summary>Too many registrations from this address.</summary>
public sealed record TooManyRegistrations(DateTime UntilUtc) : Refusal("people.too-many-registrations")
{
    public override IReadOnlyList<object?> Arguments => [UntilUtc];
}

public sealed record AccountInactive() : Refusal("people.account-inactive");

/// <summary>The form that adds this person was sent before.</summary>
public sealed record AddedBefore(Guid PersonId) : Refusal("people.added-before");

public sealed record UserNameTaken() : Refusal("people.user-name-taken");

/// <summary>The password breaks a rule.</summary>
public abstract record PasswordRefused(string Code) : Refusal(Code);

public sealed record PasswordTooShort() : PasswordRefused("people.password-too-short");

/// <summary>A common password.</summary>
public sealed record PasswordTooCommon() : PasswordRefused("people.password-too-common");

public sealed record PasswordHoldsName() : PasswordRefused("people.password-holds-name");

public sealed record CurrentPasswordWrong() : Refusal("people.current-password-wrong");

/// <summary>The academy already has its first administrator.</summary>
public sealed record AlreadySetUp() : Refusal("people.already-set-up");

/// <summary>The first run was not given the token of the log.</summary>
public sealed record SetupTokenWrong() : Refusal("people.setup-token-wrong");

public sealed record RegistrationClosed() : Refusal("people.registration-closed");

/// <summary>A user name created by HR contains something other than Latin letters, digits and <c>. _ - @</c>.</summary>
public sealed record UserNameRefused() : Refusal("people.user-name-refused");

/// <summary>Somebody else has this e-mail; sign-in would be ambiguous.</summary>
public sealed record EmailTaken() : Refusal("people.email-taken");

/// <summary>Somebody else has this mobile number; sign-in would be ambiguous.</summary>
public sealed record MobileTaken() : Refusal("people.mobile-taken");

/// <summary>Somebody else entered this e-mail for themselves and never proved it; human resources may take it over.</summary>
public sealed record EmailUnprovenElsewhere() : Refusal("people.email-unproven-elsewhere");

/// <summary>Somebody else entered this mobile number for themselves and never proved it; human resources may take it over.</summary>
public sealed record MobileUnprovenElsewhere() : Refusal("people.mobile-unproven-elsewhere");

/// <summary>The contact to confirm is no longer the person's.</summary>
public sealed record ContactChanged() : Refusal("people.contact-changed");

/// <summary>Nobody confirms their own contacts from the office.</summary>
public sealed record ContactOfOneself() : Refusal("people.contact-of-oneself");

/// <summary>Somebody else in the organisation has this personnel number.</summary>
public sealed record PersonnelNumberTaken() : Refusal("people.personnel-number-taken");

/// <summary>The person already has this membership.</summary>
public sealed record MembershipHeld() : Refusal("people.membership-held");

/// <summary>The organisation or unit does not exist, or the actor may not add people there.</summary>
public sealed record MembershipRefused() : Refusal("people.membership-refused");

/// <summary>The audience is not valid for that kind of organisation.</summary>
public sealed record AudienceRefused() : Refusal("people.audience-refused");

/// <summary>A manager role needs a unit.</summary>
public sealed record RoleNeedsUnit() : Refusal("people.role-needs-unit");

/// <summary>A partner manager role needs a partner organisation.</summary>
public sealed record RoleNeedsPartner() : Refusal("people.role-needs-partner");

/// <summary>The role holds for the whole academy and for no single place.</summary>
public sealed record RoleHasNoPlace() : Refusal("people.role-has-no-place");

/// <summary>The organisation or unit that a role is to be granted for does not exist.</summary>
public sealed record PlaceUnknown() : Refusal("people.place-unknown");

/// <summary>The person already has this role.</summary>
public sealed record RoleGranted() : Refusal("people.role-granted");

/// <summary>The academy would be left without an administrator.</summary>
public sealed record LastAdministrator() : Refusal("people.last-administrator");

/// <summary>Users cannot deactivate their own account.</summary>
public sealed record NotOneself() : Refusal("people.not-oneself");

/// <summary>Users change their own password with the present one, on their account page: a session that somebody took over must not make a new one.</summary>
public sealed record PasswordOfOneself() : Refusal("people.password-of-oneself");

/// <summary>A person must keep at least one membership.</summary>
public sealed record LastMembership() : Refusal("people.last-membership");

/// <summary>The account already exists, or does not exist yet.</summary>
public sealed record AccountStateRefused() : Refusal("people.account-state");

/// <summary>Nobody of these waits for a first-use slip: they have a password of their own by now, or cannot be changed by who asks.</summary>
public sealed record NobodyNeedsSlip() : Refusal("people.nobody-needs-slip");

/// <summary>A sibling already has this name.</summary>
public sealed record NameTaken() : Refusal("people.name-taken");

/// <summary>A unit cannot lie below itself.</summary>
public sealed record UnitBelowItself() : Refusal("people.unit-below-itself");

/// <summary>Units move within their organisation: their people belong to it.</summary>
public sealed record UnitOfAnotherOrganisation() : Refusal("people.unit-of-another-organisation");

/// <summary>Nobody can be placed in a closed unit, and nothing below it.</summary>
public sealed record UnitClosed() : Refusal("people.unit-closed");

/// <summary>A unit with people or with open units below it is closed only into another one.</summary>
public sealed record UnitNotEmpty() : Refusal("people.unit-not-empty");

/// <summary>Closing and re-opening a unit need a reason.</summary>
/// <param name="Longest">In characters.</param>
public sealed record UnitReasonMissing(int Longest) : Refusal("people.unit-reason-missing")
{
    public override IReadOnlyList<object?> Arguments => [Longest];
}

/// <param name="Levels">How many a tree may have.</param>
public sealed record UnitTooDeep(int Levels) : Refusal("people.unit-too-deep")
{
    public override IReadOnlyList<object?> Arguments => [Levels];
}

/// <summary>A name has signs that certificates cannot print, such as emoji (<see cref="PrintableText"/>).</summary>
/// <param name="Signs">The first five of them, separated by spaces.</param>
public sealed record NameNotPrintable(string Signs) : Refusal("people.name-not-printable")
{
    public override IReadOnlyList<object?> Arguments => [Signs];

    /// <returns>Null if all of these can be printed.</returns>
    public static NameNotPrintable? In(params IEnumerable<string?> names) =>
        names.SelectMany(PrintableText.Missing).Distinct(StringComparer.Ordinal).Take(5).ToArray() is { Length: > 0 } signs ? new(string.Join(' ', signs)) : null;

    /// <inheritdoc cref="In(IEnumerable{string?})"/>
    public static NameNotPrintable? In(PersonName name) => In(name.GivenName, name.FamilyName, name.LatinGivenName, name.LatinFamilyName);
}
