using CustomerService.People.Rules;
using CustomerService.Platform.Localization;

namespace CustomerService.People.SignOn;

/// <summary>By which protocol library a provider is spoken to.</summary>
public enum SignOnKind
{
    /// <summary>Microsoft Entra ID, one tenant.</summary>
    EntraId,

    /// <summary>Any other provider of OpenID Connect.</summary>
    OpenIdConnect,
}

/// <summary>What happens when somebody comes from a provider for the first time and no person is recognised.</summary>
public enum FirstSignIn
{
    /// <summary>A request that human resources answer.</summary>
    Ask,

    /// <summary>The person is added from the provider's claims.</summary>
    Create,
}

/// <summary>Whether a provider's sign-in stands for two factors.</summary>
public enum ProviderSecondFactor
{
    Never,

    /// <summary>Where the token says so: <c>mfa</c> in <c>amr</c> (RFC 8176), or an <c>acr</c> of <see cref="SignOnProviderOptions.SecondFactorAcr"/>.</summary>
    WhenClaimed,

    /// <summary>The provider lets nobody in without two.</summary>
    Always,
}

/// <summary>What an existing person is recognised by at the first sign-in.</summary>
public enum LinkBy
{
    /// <summary>An e-mail address that is proven here and verified there.</summary>
    Email,

    /// <summary>The personnel number, in the provider's <see cref="SignOnProviderOptions.Organisation"/>.</summary>
    PersonnelNumber,
}

/// <summary>What of a person follows the provider at each sign-in.</summary>
public enum FollowedFact
{
    Name,
    Unit,
}

/// <summary>Configuration section <c>SignIn:Providers:&lt;name&gt;</c>: one provider of identities beside the local accounts.</summary>
public sealed class SignOnProviderOptions
{
    /// <summary>A <see cref="SignOnKind"/>.</summary>
    public string? Kind { get; set; }

    /// <summary>The words of the button, in Persian and in English.</summary>
    public string? LabelFa { get; set; }

    public string? LabelEn { get; set; }

    /// <summary>The provider's address (issuer); for <see cref="SignOnKind.OpenIdConnect"/>.</summary>
    public string? Authority { get; set; }

    /// <summary>The cloud of Entra ID.</summary>
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>The tenant's id; for <see cref="SignOnKind.EntraId"/>.</summary>
    public string? TenantId { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Scopes that are asked for, by spaces.</summary>
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>Some of <see cref="SignOn.LinkBy"/>, by semicolons.</summary>
    public string LinkBy { get; set; } = nameof(SignOn.LinkBy.Email);

    /// <summary>A <see cref="SignOn.FirstSignIn"/>.</summary>
    public string FirstSignIn { get; set; } = nameof(SignOn.FirstSignIn.Ask);

    /// <summary>Some of <see cref="FollowedFact"/>, by semicolons.</summary>
    public string Follow { get; set; } = $"{nameof(FollowedFact.Name)};{nameof(FollowedFact.Unit)}";

    /// <summary>A <see cref="ProviderSecondFactor"/>.</summary>
    public string SecondFactor { get; set; } = nameof(ProviderSecondFactor.Never);

    /// <summary>Values of <c>acr</c> that stand for two factors, by spaces; also asked for.</summary>
    public string? SecondFactorAcr { get; set; }

    /// <summary>Whether signing out here signs out at the provider too.</summary>
    public bool SignOutThere { get; set; } = true;

    /// <summary>Name in either language, or id, of the organisation whose people sign in by the provider; the employer where empty.</summary>
    public string? Organisation { get; set; }

    /// <summary>The audience of people who are added, where no claim names one.</summary>
    public string? Audience { get; set; }

    public string GivenNameClaim { get; set; } = "given_name";

    public string FamilyNameClaim { get; set; } = "family_name";

    public string EmailClaim { get; set; } = "email";

    /// <summary>The claim that says whether the e-mail address is the person's: <c>true</c> or <c>1</c>.</summary>
    public string EmailVerifiedClaim { get; set; } = "email_verified";

    public string PersonnelNumberClaim { get; set; } = "employee_number";

    /// <summary>The unit: its name in either language, or its id.</summary>
    public string UnitClaim { get; set; } = "department";

    /// <summary>The claim whose values <see cref="Audiences"/> turns into an audience.</summary>
    public string AudienceClaim { get; set; } = "groups";

    /// <summary>The claim whose values <see cref="Roles"/> turns into a role.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The claim that tells who has left; empty: none does.</summary>
    public string? LeftClaim { get; set; }

    /// <summary>Its values that mean "has left", by semicolons.</summary>
    public string? LeftValues { get; set; }

    /// <summary>Value of <see cref="AudienceClaim"/> → <see cref="Rules.Audience"/>.</summary>
    public Dictionary<string, string> Audiences { get; } = new(StringComparer.Ordinal);

    /// <summary>Value of <see cref="RoleClaim"/> → <see cref="Role"/>, given once, when the person is added.</summary>
    public Dictionary<string, string> Roles { get; } = new(StringComparer.Ordinal);

    internal SignOnKind? ReadKind => Read<SignOnKind>(Kind);

    internal LocalText Label => new(LabelFa ?? "", LabelEn ?? "");

    internal bool Creates => Read<FirstSignIn>(FirstSignIn) == SignOn.FirstSignIn.Create;

    internal ProviderSecondFactor CountsAs => Read<ProviderSecondFactor>(SecondFactor) ?? ProviderSecondFactor.Never;

    internal bool Links(LinkBy by) => List(LinkBy).Any(word => Read<LinkBy>(word) == by);

    internal bool Follows(FollowedFact fact) => List(Follow).Any(word => Read<FollowedFact>(word) == fact);

    /// <summary>What a semicolon separates, without blanks.</summary>
    internal static string[] List(string? text) => text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    internal static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A member of an enumeration by its name alone, never by its number.</summary>
    internal static T? Read<T>(string? word) where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), name => string.Equals(name, word?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known ? Enum.Parse<T>(known) : null;
}
