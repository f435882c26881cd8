using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform.Localization;

namespace CustomerService.People.Administration;

/// <summary>What an audited action changed on a person, in the user's language.</summary>
public static class AuditTexts
{
    /// <summary>The text for an audit entry's detail; a detail that is not of People is returned unchanged.</summary>
    public static string? Of(string? detail, LocalizedFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (AuditDetail.Read(detail) is not { } action)
        {
            return detail;
        }

        var where = (action.From, action.OrgUnit) switch
        {
            ({ } from, { } to) when from != to => formatter.Say(PeopleText.DetailMoved, from, to),
            (_, { } at) => formatter.Text(at),
            _ => null,
        };
        var fields = action.Fields is { Count: > 0 } changed ? formatter.Join(changed.Select(Name)) : null;
        return string.Join(" · ", new[]
        {
            action.Role?.Name(), where, action.Audience?.Name(), fields, action.SessionEnd is { } end ? Name(end) : null, action.Failure is { } failure ? Name(failure) : null, action.Provider, action.Device, action.Reason,
        }.Where(part => !string.IsNullOrEmpty(part)));
    }

    private static string Name(PersonField field) => field switch
    {
        PersonField.Name => PeopleText.Name,
        PersonField.LatinName => PeopleText.FieldLatinName,
        PersonField.Email => PeopleText.EmailLabel,
        PersonField.Mobile => PeopleText.MobileLabel,
        PersonField.Audience => PeopleText.Audience,
        PersonField.JobTitle => PeopleText.FieldJobTitle,
        PersonField.PersonnelNumber => PeopleText.PersonnelNumber,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field."),
    };

    private static string Name(SessionEnd end) => end switch
    {
        SessionEnd.SignedOut => PeopleText.SessionEndSignedOut,
        SessionEnd.SignedOutElsewhere => PeopleText.SessionEndSignedOutElsewhere,
        SessionEnd.SignedOutByOffice => PeopleText.SessionEndSignedOutByOffice,
        SessionEnd.SignedInAgain => PeopleText.SessionEndSignedInAgain,
        SessionEnd.PasswordChanged => PeopleText.SessionEndPasswordChanged,
        SessionEnd.PasswordReset => PeopleText.SessionEndPasswordReset,
        SessionEnd.SecondFactorChanged => SignInText.SessionEndSecondFactorChanged,
        SessionEnd.RolesChanged => PeopleText.SessionEndRolesChanged,
        SessionEnd.Deactivated => PeopleText.SessionEndDeactivated,
        SessionEnd.WrongPasswords => PeopleText.SessionEndWrongPasswords,
        SessionEnd.Idle => PeopleText.SessionEndIdle,
        SessionEnd.Expired => PeopleText.SessionEndExpired,
        SessionEnd.SignedOutAtProvider => SignOnText.SessionEndSignedOutAtProvider,
        SessionEnd.LinkUndone => SignOnText.SessionEndLinkUndone,
        SessionEnd.Restored => PeopleText.SessionEndRestored,
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "Not a reason."),
    };

    private static string Name(SignInFailure failure) => failure switch
    {
        SignInFailure.WrongPassword => PeopleText.SignInFailureWrongPassword,
        SignInFailure.UnknownName => PeopleText.SignInFailureUnknownName,
        SignInFailure.Locked => PeopleText.SignInFailureLocked,
        SignInFailure.Inactive => PeopleText.SignInFailureInactive,
        SignInFailure.WrongCode => SignInText.SignInFailureWrongCode,
        SignInFailure.PasskeyRefused => SignInText.SignInFailurePasskeyRefused,
        SignInFailure.PasswordExpired => SignInText.SignInFailurePasswordExpired,
        SignInFailure.ProviderRefused => SignOnText.SignInFailureProviderRefused,
        SignInFailure.NotRecognised => SignOnText.SignInFailureNotRecognised,
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "Not a failure."),
    };
}
