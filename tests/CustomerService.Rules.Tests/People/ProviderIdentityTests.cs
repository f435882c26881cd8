using System.Security.Claims;
using CustomerService.People.Rules;
using CustomerService.People.SignOn;
using CustomerService.Platform.Localization;
using Microsoft.Extensions.Configuration;

namespace CustomerService.Rules.Tests.People;

/// <summary>What is read from a provider's claims.</summary>
public sealed class ProviderIdentityTests
{
    private const string Tenant = "72F988BF-86F1-41AF-91AB-2D7CD011DB47";

    [Fact]
    public void No_two_providers_mean_the_same_account()
    {
        var keys = new[]
        {
            ProviderKeys.OfSubject("https://a.example.org", "1"), ProviderKeys.OfSubject("https://b.example.org", "1"), ProviderKeys.OfSubject("https://a.example.org", "2"),
            ProviderKeys.OfSubject("https://a.example.org/1", ""), ProviderKeys.OfSubject("", "https://a.example.org1"), ProviderKeys.OfSession("https://a.example.org", "1"),
            ProviderKeys.OfEntraObject("https://a.example.org", "1"), ProviderKeys.OfSubject("https://a.example.org", "A"), ProviderKeys.OfSubject("https://a.example.org", "a"),
        };

        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys, key => Assert.Equal(ProviderKeys.Length, key.Length));
        Assert.Equal(ProviderKeys.OfEntraObject(Tenant, "B"), ProviderKeys.OfEntraObject(Tenant.ToLowerInvariant(), "b"));
    }

    [Fact]
    public void The_usual_claims_are_read()
    {
        var identity = Read([], ("sub", "1"), ("sid", "s"), ("preferred_username", "sara"), ("given_name", "سارا"), ("family_name", "محمدي"), ("email", "Sara@Example.org"), ("email_verified", "true"),
            ("employee_number", "۱۰۰۱"), ("department", "مرکز تماس"), ("locale", "en-GB"))!;

        Assert.Equal(("sara", "سارا", "محمدی", "sara@example.org", true), (identity.AccountName, identity.GivenName, identity.FamilyName, identity.Email, identity.IsEmailVerified));
        Assert.Equal(("مرکز تماس", Language.English, false, false), (identity.Unit, identity.Language, identity.HasLeft, identity.HasSecondFactor));
        Assert.Equal(ProviderKeys.OfSession("https://sso.example.org", "s"), identity.SessionKey);
        Assert.Null(identity.Audience);
        Assert.Null(identity.Role);
    }

    [Theory]
    [InlineData("true", true), InlineData("True", true), InlineData("1", true), InlineData("false", false), InlineData("0", false), InlineData("yes", false), InlineData("", false), InlineData(null, false)]
    public void An_address_is_verified_only_where_it_is_said(string? claim, bool expected)
    {
        var claims = new List<(string, string)> { ("sub", "1"), ("email", "sara@example.org") };
        if (claim is not null)
        {
            claims.Add(("email_verified", claim));
        }

        Assert.Equal(expected, Read([], [.. claims])!.IsEmailVerified);
        Assert.False(Read([], ("sub", "1"), ("email", "not an address"), ("email_verified", "true"))!.IsEmailVerified);
    }

    [Theory]
    [InlineData("Sara Mohammadi", "Sara", "Mohammadi"), InlineData("Ana María de la Cruz", "Ana María de la", "Cruz"), InlineData("Madonna", "Madonna", null)]
    public void A_whole_name_is_parted_where_its_parts_are_not_sent(string whole, string given, string? family)
    {
        var identity = Read([], ("sub", "1"), ("name", whole))!;

        Assert.Equal((given, family), (identity.GivenName, identity.FamilyName));
    }

    [Fact]
    public void Audience_and_role_come_from_the_tables_alone()
    {
        string[] settings = ["Audience=Frontline", "Audiences:bosses=Manager", "Roles:Academy.Leader=Leader"];

        Assert.Equal((Audience.Frontline, null), (Read(settings, ("sub", "1"), ("groups", "Manager"), ("roles", "Administrator"))!.Audience, Read(settings, ("sub", "1"), ("roles", "Administrator"))!.Role));
        var mapped = Read(settings, ("sub", "1"), ("groups", "others"), ("groups", "bosses"), ("roles", "Academy.Leader"))!;
        Assert.Equal((Audience.Manager, Role.Leader), (mapped.Audience, mapped.Role));
    }

    [Theory]
    [InlineData("Never", "mfa", null, false), InlineData("Always", null, null, true), InlineData("WhenClaimed", null, null, false), InlineData("WhenClaimed", "pwd", null, false)]
    [InlineData("WhenClaimed", "mfa", null, true), InlineData("WhenClaimed", null, "gold", true), InlineData("WhenClaimed", null, "bronze", false)]
    public void A_second_factor_counts_by_the_setting(string setting, string? amr, string? acr, bool expected)
    {
        var claims = new List<(string, string)> { ("sub", "1") };
        if (amr is not null) { claims.AddRange([("amr", "pwd"), ("amr", amr)]); }
        if (acr is not null) { claims.Add(("acr", acr)); }

        Assert.Equal(expected, Read([$"SecondFactor={setting}", "SecondFactorAcr=silver gold"], [.. claims])!.HasSecondFactor);
    }

    [Fact]
    public void Who_left_is_told_by_one_of_the_values()
    {
        string[] settings = ["LeftClaim=status", "LeftValues=left; retired"];

        Assert.True(Read(settings, ("sub", "1"), ("status", "Retired"))!.HasLeft);
        Assert.False(Read(settings, ("sub", "1"), ("status", "active"))!.HasLeft);
        Assert.False(Read([], ("sub", "1"), ("status", "left"))!.HasLeft);
    }

    [Fact]
    public void Whoever_has_no_name_of_their_own_there_is_nobody()
    {
        Assert.Null(Read([]));
        Assert.Null(Read([], ("sub", "")));
        string[] entra = ["Kind=EntraId", $"TenantId={Tenant}"];
        Assert.Null(Read(entra, ("sub", "1"), ("tid", Tenant)));
        Assert.Null(Read(entra, ("sub", "1"), ("oid", "b")));
        Assert.Equal(ProviderKeys.OfEntraObject(Tenant, "b"), Read(entra, ("sub", "1"), ("tid", Tenant), ("oid", "b"))!.SubjectKey);
    }

    [Theory]
    [InlineData("علی", "کاظمی", "علی", "کاظمی", "Sara", "Mohammadi")]
    [InlineData("Ali", "Kazemi", "سارا", "محمدی", "Ali", "Kazemi")]
    [InlineData(null, "کاظمی", "سارا", "کاظمی", "Sara", "Mohammadi")]
    [InlineData(null, null, "سارا", "محمدی", "Sara", "Mohammadi")]
    public void A_name_takes_the_place_of_the_one_in_its_script(string? given, string? family, string persianGiven, string persianFamily, string latinGiven, string latinFamily)
    {
        Assert.Equal(new PersonName(persianGiven, persianFamily, latinGiven, latinFamily), ProviderName.Merge(new("سارا", "محمدی", "Sara", "Mohammadi"), given, family));
        Assert.Equal(new PersonName("Emma", "Berg", "Emma", "Berg"), ProviderName.Merge(new("Emma", "Lindqvist", "Emma", "Lindqvist"), "Emma", "Berg"));
    }

    private static ProviderIdentity? Read(string[] settings, params (string Type, string Value)[] claims)
    {
        string[] right = ["Kind=OpenIdConnect", "LabelFa=ورود", "LabelEn=Sign in", "ClientId=academy", "ClientSecret=secret", "Authority=https://sso.example.org"];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(right.Concat(settings).Select(s => s.Split('=', 2)).GroupBy(s => s[0])
            .Select(s => KeyValuePair.Create($"SignIn:Providers:corporate:{s.Key}", (string?)s.Last()[1]))).Build();
        var providers = SignOnProviders.Read(configuration);
        Assert.Empty(providers.Failures);
        return ProviderIdentity.Read(Assert.Single(providers.All), new(new ClaimsIdentity([new("iss", "https://sso.example.org"), .. claims.Select(c => new Claim(c.Type, c.Value))])));
    }
}
