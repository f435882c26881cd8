using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Text;
using CustomerService.Ui.Text;

namespace CustomerService.People.Pages;

internal static class RefusalTexts
{
    /// <summary>What a refusal of People says to the reader.</summary>
    public static string In(this Refusal refusal, Reader reader) => refusal switch
    {
        SignInFailed => PeopleText.SignInFailed,
        AccountLocked locked => reader.Say(PeopleText.AccountLocked, reader.Time(locked.UntilUtc)),
        AccountInactive => PeopleText.AccountInactive,
        UserNameTaken => PeopleText.UserNameTaken,
        PasswordRefused { RuleCode: nameof(PeopleText.PasswordTooCommon) } => PeopleText.PasswordTooCommon,
        PasswordRefused { RuleCode: nameof(PeopleText.PasswordHoldsName) } => PeopleText.PasswordHoldsName,
        PasswordRefused => PeopleText.PasswordTooShort,
        CurrentPasswordWrong => PeopleText.CurrentPasswordWrong,
        RegistrationClosed => PeopleText.RegistrationClosed,
        AlreadySetUp => PeopleText.AlreadySetUp,
        UserNameRefused => PeopleText.UserNameRefused,
        EmailTaken => PeopleText.EmailTaken,
        MobileTaken => PeopleText.MobileTaken,
        PersonnelNumberTaken => PeopleText.PersonnelNumberTaken,
        PlaceHeld => PeopleText.PlaceHeld,
        PlaceRefused => PeopleText.PlaceRefused,
        AudienceRefused => PeopleText.AudienceRefused,
        RoleNeedsUnit => PeopleText.RoleNeedsUnit,
        RoleNeedsPartner => PeopleText.RoleNeedsPartner,
        RoleGranted => PeopleText.RoleGranted,
        LastAdministrator => PeopleText.LastAdministrator,
        NotOneself => PeopleText.NotOneself,
        LastPlace => PeopleText.LastPlace,
        AccountStateRefused => PeopleText.AccountStateRefused,
        NameTaken => PeopleText.NameTaken,
        NotAllowed => PeopleText.NotAllowed,
        NotFound => PeopleText.NotFoundHere,
        _ => UiText.ErrorText,
    };
}
