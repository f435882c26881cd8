using System.Globalization;
using System.Security.Claims;
using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Security;
using CustomerService.Platform.Settings;
using CustomerService.Ui.Office;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace CustomerService.Components.Tests.Office;

/// <summary>Parts of the office rendered for one reader, in a circuit: MudBlazor with our words, and the providers that the layout holds.</summary>
public sealed class OfficeReading : IAsyncDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    /// <param name="add">Services of the part, before the first is asked for.</param>
    public OfficeReading(Language language = Language.English, Action<IServiceCollection>? add = null)
    {
        CultureInfo.CurrentUICulture = language.Culture();
        Formatter = LocalizedFormatter.For(language);
        Context.Services.AddSingleton(Formatter);
        Context.Services.AddOptions<AcademyOptions>();
        Context.Services.AddSingleton<AcademyProfile>();
        Context.Services.AddLogging();
        Context.Services.AddOffice();
        add?.Invoke(Context.Services);
        Context.JSInterop.Mode = JSRuntimeMode.Loose;
        Context.SetRendererInfo(new("Server", isInteractive: true));
    }

    public BunitContext Context { get; } = new();

    public LocalizedFormatter Formatter { get; }

    /// <summary>Where menus, dialogs and messages are drawn; to be rendered before the part that opens them.</summary>
    public IRenderedComponent<MudPopoverProvider> Popovers() => Context.Render<MudPopoverProvider>();

    /// <inheritdoc cref="Popovers"/>
    public IRenderedComponent<MudDialogProvider> Dialogs() => Context.Render<MudDialogProvider>();

    /// <summary>Somebody who is signed in.</summary>
    public static Task<AuthenticationState> SignedIn(params Claim[] claims) => Task.FromResult(new AuthenticationState(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(Principal.PersonIdClaim, "01990000-0000-7000-8000-000000000001"), .. claims], "test"))));

    public async ValueTask DisposeAsync()
    {
        CultureInfo.CurrentUICulture = _before;
        await Context.DisposeAsync();
    }
}
