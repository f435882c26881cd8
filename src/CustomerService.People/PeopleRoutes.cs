namespace CustomerService.People;

/// <summary>The URLs of accounts and of people administration, from the site root.</summary>
public static class PeopleRoutes
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>Customer registration.</summary>
    public const string Register = "/register";

    /// <summary>The first-run page: available until there is an administrator.</summary>
    public const string Setup = "/setup";

    /// <summary>The user's own account.</summary>
    public const string Account = "/account";

    internal const string EndSessionPattern = "/account/sessions/{sessionId:guid}/end";

    /// <summary>Ends all of the user's sessions but the present one.</summary>
    public const string EndOtherSessions = "/account/sessions/others/end";

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
