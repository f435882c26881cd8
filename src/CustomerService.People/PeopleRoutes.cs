using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;

namespace CustomerService.People;

/// <summary>The URLs of accounts and of people administration, from the site root.</summary>
public static class PeopleRoutes
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>Sign-in after the password: the second factor.</summary>
    public const string SecondStep = "/sign-in/second-step";

    internal const string SignInWithPattern = "/sign-in/with/{provider}";
    internal const string SignInContinuePattern = "/sign-in/continue/{provider}";
    internal const string FrontChannelPattern = "/sign-out/front-channel/{provider}";
    internal const string BackChannelPattern = "/sign-out/back-channel/{provider}";

    /// <summary>Says why a sign-in at a provider led nowhere, or that human resources are asked.</summary>
    public const string SignInProblem = "/sign-in/problem";

    /// <summary>After signing out, where the sign-in page would lead on to a provider, or where its own sign-out follows.</summary>
    public const string SignedOut = "/signed-out";

    /// <summary>Leads to a provider's own sign-out.</summary>
    public const string SignOutThere = "/sign-out/at-provider";

    /// <summary>A challenge for signing in with a passkey, as JSON.</summary>
    public const string PasskeySignIn = "/sign-in/passkey";

    /// <summary>Customer registration.</summary>
    public const string Register = "/register";

    /// <summary>The first-run page: available until there is an administrator.</summary>
    public const string Setup = "/setup";

    /// <summary>The user's own account.</summary>
    public const string Account = "/account";

    /// <summary>Asks for the link to a new password.</summary>
    public const string ForgotPassword = "/forgot-password";

    /// <summary>Where the mailed link leads: choose a password.</summary>
    public const string ChoosePassword = "/reset-password";

    /// <summary>Where the mailed link leads: confirm an e-mail address.</summary>
    public const string ConfirmEmail = "/account/confirm-email";

    internal const string EndLinkPattern = "/account/sign-on/{linkId:guid}/end";

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

    /// <summary>What the organisation sets for the academy.</summary>
    public const string Settings = "/office/settings";

    /// <summary>The people of the list, with its filters, as a file that can be imported again.</summary>
    public const string PeopleExport = "/office/people/export";

    /// <summary>Imports of people from a file.</summary>
    public const string Imports = "/office/import";

    internal const string OrganisationsExport = "/office/organisations/export";
    internal const string ImportTemplatePattern = "/office/import/template";
    internal const string ImportProblemsPattern = "/office/import/{importId:guid}/problems";

    /// <summary>Requests of people whom a provider sent and nobody recognised.</summary>
    public const string SignOnRequests = "/office/sign-on";

    /// <summary>Ends one of the user's own sessions.</summary>
    public static string EndSession(Guid sessionId) => $"/account/sessions/{sessionId:D}/end";

    /// <summary>Undoes a link of the user's own.</summary>
    public static string EndLink(Guid linkId) => $"/account/sign-on/{linkId:D}/end";

    public static string Import(Guid importId) => $"/office/import/{importId:D}";

    /// <summary>The rows of an import with errors, as a file.</summary>
    public static string ImportProblems(Guid importId) => $"/office/import/{importId:D}/problems";

    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public static string ImportTemplate(string format, ImportKind kind = ImportKind.People) =>
        QueryValues.Href(ImportTemplatePattern, [("format", format), ("kind", kind == ImportKind.People ? null : QueryValues.Of(kind))]);

    /// <summary>The page of imports with a kind of file chosen.</summary>
    public static string ImportsOf(ImportKind kind) => QueryValues.Href(Imports, [("kind", kind == ImportKind.People ? null : QueryValues.Of(kind))]);

    /// <summary>Units or partner organisations as a file that can be imported again.</summary>
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    public static string OrganisationsFile(ImportKind kind, string format) => QueryValues.Href(OrganisationsExport, [("kind", QueryValues.Of(kind)), ("format", format)]);

    public static string SignOnRequest(Guid requestId) => $"/office/sign-on/{requestId:D}";

    /// <summary>A section of the settings.</summary>
    public static string SettingsOf(string section) => $"{Settings}?section={section}";

    /// <summary>Leads to a provider.</summary>
    /// <param name="again">Whether it is asked a second time.</param>
    public static string SignInWith(string provider, string? returnUrl, bool again = false) =>
        QueryValues.Href($"/sign-in/with/{provider}", [("returnUrl", returnUrl is null or "" or "/" ? null : returnUrl), ("again", again ? "1" : null)]);

    /// <summary>Where a provider's answer goes, once it is checked.</summary>
    public static string SignInContinue(string provider, string returnUrl) => QueryValues.Href($"/sign-in/continue/{provider}", [("returnUrl", returnUrl)]);

    /// <summary>Where a provider sends its answer, to the protocol's handler; registered there as redirect address.</summary>
    internal static string SignInCallback(string provider) => $"/sign-in/callback/{provider}";

    /// <summary>Where a provider leads back after its sign-out; registered there likewise.</summary>
    internal static string SignOutCallback(string provider) => $"/sign-out/callback/{provider}";

    /// <summary>Where a provider tells in a frame that it ended a session; registered there.</summary>
    public static string FrontChannel(string provider) => $"/sign-out/front-channel/{provider}";

    /// <summary>Where a provider's server tells it; registered there.</summary>
    public static string BackChannel(string provider) => $"/sign-out/back-channel/{provider}";

    internal static string Problem(Platform.Refusal reason, string? provider) => QueryValues.Href(SignInProblem, [("reason", reason.Code), ("provider", provider)]);

    public static string ChoosePasswordBy(string token) => QueryValues.Href(ChoosePassword, [("token", token)]);

    public static string ConfirmEmailBy(string token) => QueryValues.Href(ConfirmEmail, [("token", token)]);

    public static string EditPerson(Guid personId) => $"/office/people/{personId:D}/edit";

    /// <summary>The tree with an organisation or a unit chosen.</summary>
    public static string OrganisationsAt(Guid id) => $"{Organisations}?id={id:D}";
}
