using CustomerService.TestKit;

namespace CustomerService.App.Tests.People;

/// <summary>Providers of every kind beside local accounts: a real one, scripted ones, one laid out as Entra ID, and one that is away.</summary>
public sealed class SignOnAcademy : IAsyncLifetime
{
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    public const string Real = "real", Scripted = "scripted", Rotating = "rotating", Strange = "strange", Entra = "entra", Creating = "creating", Gone = "gone";

    public Academy Academy { get; } = Academy.AtPresent();
    public RealProvider RealOne { get; private set; } = null!;
    public ScriptedProvider ScriptedOne { get; private set; } = null!;
    public ScriptedProvider RotatingOne { get; private set; } = null!;
    public ScriptedProvider StrangeOne { get; private set; } = null!;
    public ScriptedProvider EntraOne { get; private set; } = null!;
    public ScriptedProvider CreatingOne { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        RealOne = await RealProvider.StartAsync(Real);
        ScriptedOne = await ScriptedProvider.StartAsync();
        RotatingOne = await ScriptedProvider.StartAsync();
        StrangeOne = await ScriptedProvider.StartAsync();
        EntraOne = await ScriptedProvider.StartAsync(Tenant);
        CreatingOne = await ScriptedProvider.StartAsync();
        Add(Academy, Real, RealOne, ("SecondFactor", "WhenClaimed"), ("LinkBy", "Email;PersonnelNumber"));
        Add(Academy, Scripted, ScriptedOne, ("LinkBy", "Email;PersonnelNumber"), ("LeftClaim", "status"), ("LeftValues", "left; gone"));
        Add(Academy, Rotating, RotatingOne);
        Add(Academy, Strange, StrangeOne);
        Add(Academy, Creating, CreatingOne, ("FirstSignIn", "Create"), ("Audience", "Frontline"), ("Audiences:staff-managers", "Manager"), ("Roles:Academy.Leader", "Leader"), ("SecondFactor", "Always"));
        Add(Academy, Gone, null);
        Add(Academy, Entra, null, ("Kind", "EntraId"), ("Instance", EntraOne.Address + "/"), ("TenantId", Tenant));
        Academy.With("SignIn:RequireSecondFactor", "true");
        await Academy.SetUpAsync();
    }

    /// <summary>Configures a provider that a test started; null: one whose port nobody listens on.</summary>
    public static void Add(Academy academy, string name, IProviderOfTests? provider, params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in new[]
        {
            ("Kind", "OpenIdConnect"), ("LabelFa", $"ورود با {name}"), ("LabelEn", $"Sign in with {name}"), ("ClientId", ScriptedProvider.ClientId), ("ClientSecret", ScriptedProvider.ClientSecret),
            ("Authority", provider?.Address ?? "http://127.0.0.1:1"),
        }.Concat(settings))
        {
            academy.With($"SignIn:Providers:{name}:{key}", value);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Academy.DisposeAsync();
        await RealOne.DisposeAsync();
        foreach (var provider in new[] { ScriptedOne, RotatingOne, StrangeOne, EntraOne, CreatingOne })
        {
            await provider.DisposeAsync();
        }
    }
}
