using CustomerService.Platform;

namespace CustomerService.People.Rules;

/// <summary>The name and the password do not belong together; which of the two is wrong is not said.</summary>
public sealed record SignInFailed() : Refusal("people.sign-in-failed");

/// <summary>Too many wrong passwords; the account opens again by itself.</summary>
public sealed record AccountLocked(DateTime UntilUtc) : Refusal("people.account-locked");

public sealed record AccountInactive() : Refusal("people.account-inactive");

public sealed record UserNameTaken() : Refusal("people.user-name-taken");

/// <param name="RuleCode"><c>PasswordTooShort</c>, <c>PasswordTooCommon</c> or <c>PasswordHoldsName</c>.</param>
public sealed record PasswordRefused(string RuleCode) : Refusal("people.password-refused");

public sealed record CurrentPasswordWrong() : Refusal("people.current-password-wrong");

/// <summary>The academy has its first administrator already.</summary>
public sealed record AlreadySetUp() : Refusal("people.already-set-up");

public sealed record RegistrationClosed() : Refusal("people.registration-closed");
