using CustomerService.Platform;

namespace CustomerService.People.Rules;

/// <summary>The code of the authenticator app is wrong, too old, or was used already.</summary>
public sealed record SecondFactorCodeWrong() : Refusal("people.second-factor-code-wrong");

/// <summary>No unused recovery code is like this.</summary>
public sealed record RecoveryCodeWrong() : Refusal("people.recovery-code-wrong");

/// <summary>Too long ago, or the account changed since: the password is asked again.</summary>
public sealed record SecondStepExpired() : Refusal("people.second-step-expired");

/// <summary>The key on the page is too old.</summary>
public sealed record SecondFactorSetupExpired() : Refusal("people.second-factor-setup-expired");

/// <summary>The browser's answer does not fit the challenge, or the passkey is not known.</summary>
public sealed record PasskeyRefused() : Refusal("people.passkey-refused");

/// <summary>The passkey is registered already.</summary>
public sealed record PasskeyKnown() : Refusal("people.passkey-known");

/// <summary>The new name of a passkey is empty.</summary>
public sealed record PasskeyNameMissing() : Refusal("people.passkey-name-missing");

/// <summary>The person's role needs a second factor: another must be there before the last is removed.</summary>
public sealed record LastSecondFactor() : Refusal("people.last-second-factor");

/// <summary>There is no second factor to reset, or none of that kind to remove.</summary>
public sealed record NoSecondFactor() : Refusal("people.no-second-factor");

/// <summary>A password that somebody else made was not used in time.</summary>
public sealed record HandedOutPasswordExpired() : Refusal("people.handed-out-password-expired");

/// <summary>The new password is the present one.</summary>
public sealed record PasswordUnchanged() : PasswordRefused("people.password-unchanged");
