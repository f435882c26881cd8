namespace CustomerService.People;

/// <summary>The URLs of accounts and of people administration, from the site root.</summary>
public static class PeopleRoutes
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>Sign-in after the password: the second factor.</summary>
    public const string SecondStep = "/sign-in/second-step";

    /// <summary>A challenge for signing in with a passkey, as JSON.</summary>
    public const string PasskeySignIn = "/sign-in/passkey";

    /// <summary>Customer registration.</summary>
    public const string Register = "/register";

    /// <summary>The first-run page: available until there is an administrator.</summary>
    public const string Setup = "/setup";

    /// <summary>The user's own account.</summary>
    public const string Account = "/account";

    internal const string EndSessionPattern = "/account/sessions/{sessionId:guid}/end";

    /// <summary>Ends all of the user's sessions but the present one.</summary>
    public const string EndOtherSessions = "/account/sessions/others/end";

    /// <summary>Choose an own password instead of one that was handed out.</summary>
    public const string OwnPassword = "/account/password";

    /// <summary>Two-step sign-in: its state, passkeys, removal.</summary>
    public const string TwoStep = "/account/two-step";

    /// <summary>Set up an authenticator app.</summary>
    public const string Authenticator = "/account/two-step/app";

    /// <summary>Recovery codes, shown once.</summary>
    public const string RecoveryCodes = "/account/two-step/codes";

    /// <summary>A challenge for registering a passkey, as JSON.</summary>
    public const string PasskeyRegistration = "/account/two-step/passkey";

    public const string People = "/office/people";
    public const string AddPerson = "/office/people/new";
    public const string Organisations = "/office/organisations";

    /// <summary>Ends one of the user's own sessions.</summary>
    public static string EndSession(Guid sessionId) => $"/account/sessions/{sessionId:D}/end";

    public static string EditPerson(Guid personId) => $"/office/people/{personId:D}/edit";

    /// <summary>The people of an organisation.</summary>
    public static string PeopleOfOrganisation(Guid organisationId) => $"{People}?organisation={organisationId:D}";

    /// <summary>The people of a unit and those below it.</summary>
    public static string PeopleOfUnit(Guid unitId) => $"{People}?unit={unitId:D}";
}
