using System.Globalization;
using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Security;
using CustomerService.TestKit;
using CustomerService.Ui.Office;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace CustomerService.App.Tests.Rendering;

/// <summary>A page of the office as it runs in a circuit: the page itself, over the academy's own use cases and database. Only the browser and the
/// line to it are missing; what these do is tested end to end.</summary>
internal sealed class OfficeCircuit : IAsyncDisposable
{
    /// <summary>For reads of a busy machine; nothing is asserted about it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Language _language;
    private readonly AsyncServiceScope _scope;
    private readonly BunitContext _context = new();
    private readonly IRenderedComponent<IComponent> _page;

    private OfficeCircuit(Academy academy, Type page, Guid personId, Guid? id, Language language, string address, Guid? session)
    {
        _language = language;
        _scope = academy.Services.CreateAsyncScope();
        _context.Services.AddSingleton(LocalizedFormatter.For(language));
        _context.Services.AddLogging();
        _context.Services.AddOffice();
        _context.Services.AddScoped<Handover>();
        _context.Services.AddSingleton(_scope.ServiceProvider.GetRequiredService<TimeProvider>());
        _context.Services.AddSingleton(_scope.ServiceProvider.GetRequiredService<IAuthorizationService>());
        _context.Services.AddFallbackServiceProvider(_scope.ServiceProvider);
        _context.JSInterop.Mode = JSRuntimeMode.Loose;
        _context.SetRendererInfo(new("Server", isInteractive: true));
        Navigation.NavigateTo(address);
        Navigation.OnNotFound += (_, _) => IsNotFound = true;
        using var db = _scope.ServiceProvider.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        var roles = db.Set<RoleGrant>().Where(g => g.PersonId == personId).Select(g => g.Role).Distinct().ToList();
        var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(Principal.PersonIdClaim, personId.ToString("D")), .. roles.Select(r => new Claim(ClaimTypes.Role, r.ToString()))], "test"));
        if (session is { } sessionId)
        {
            person.Identities.First().AddClaim(new(Principal.SessionIdClaim, sessionId.ToString("D")));
        }

        _scope.ServiceProvider.GetRequiredService<ReaderContext>().Person = person;
        Read();
        _page = _context.Render(builder =>
        {
            builder.OpenComponent<CascadingValue<Task<AuthenticationState>>>(0);
            builder.AddComponentParameter(1, "Value", Task.FromResult(new AuthenticationState(person)));
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(inner =>
            {
                inner.OpenComponent<MudPopoverProvider>(0);
                inner.CloseComponent();
                inner.OpenComponent<MudDialogProvider>(1);
                inner.CloseComponent();
                inner.OpenComponent(2, page);
                if (id is { } record)
                {
                    inner.AddComponentParameter(3, "Id", record);
                }

                inner.CloseComponent();
            }));
            builder.CloseComponent();
        });
    }

    /// <summary>Whether the page said that there is no such record.</summary>
    public bool IsNotFound { get; private set; }

    /// <summary>Path and query to which the page went last.</summary>
    public string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    /// <summary>The text of the last short message.</summary>
    public string? Said => _context.Services.GetRequiredService<ISnackbar>().ShownSnackbars.LastOrDefault()?.Message;

    private NavigationManager Navigation => _context.Services.GetRequiredService<NavigationManager>();

    /// <summary>Opens a page and waits until its data is there, or is not there for the person.</summary>
    /// <param name="id">The record, for a page that has one.</param>
    /// <param name="session">In which the person is signed in; null: nothing asks for it.</param>
    public static OfficeCircuit Open<TPage>(Academy academy, TestPerson person, Guid? id = null, Language language = Language.Persian, string address = "/office", Guid? session = null) where TPage : IComponent
    {
        var circuit = new OfficeCircuit(academy, typeof(TPage), person.Id, id, language, address, session);
        circuit.Wait(() => circuit.IsNotFound || circuit.Query(".skeleton") is null);
        return circuit;
    }

    /// <returns>Null: there is no such element.</returns>
    public IElement? Query(string selector) => _page.Nodes.QuerySelector(selector);

    public IReadOnlyList<IElement> All(string selector) => [.. _page.Nodes.QuerySelectorAll(selector)];

    /// <summary>The element, once it is there.</summary>
    public IElement Find(string selector)
    {
        Wait(() => Query(selector) is not null);
        return _page.Find(selector);
    }

    /// <summary>The value of a field of a form.</summary>
    public string? Value(string name) => Find($"[name='{name}']").GetAttribute("value");

    /// <summary>Types into fields and leaves them.</summary>
    public async Task FillAsync(params (string Name, string? Value)[] fields)
    {
        Read();
        foreach (var (name, value) in fields)
        {
            await Find($"[name='{name}']").ChangeAsync(new ChangeEventArgs { Value = value is "True" ? true : value ?? "" });
        }
    }

    /// <summary>Chooses in a picker what has the name.</summary>
    public async Task ChooseAsync(string inputId, string name)
    {
        Read();
        await Find("#" + inputId).ClickAsync(new MouseEventArgs());
        IElement? Option() => All($"#{inputId}-list [role=option]").FirstOrDefault(o => o.QuerySelector("bdi")!.TextContent == name);
        Wait(() => Option() is not null);
        await Option()!.ClickAsync(new MouseEventArgs());
    }

    /// <summary>Sends a form and waits for what it does.</summary>
    public Task SendAsync(string form)
    {
        Read();
        return Find(form).SubmitAsync();
    }

    /// <summary>Presses a button that asks nothing more.</summary>
    public Task PressAsync(string button)
    {
        Read();
        return Find(button).ClickAsync(new MouseEventArgs());
    }

    /// <summary>Begins an act that ends once its dialog has been answered, and waits until it ends or the dialog is there.</summary>
    /// <returns>The act itself, to be awaited after the answer.</returns>
    public async Task<Task> BeginAsync(Func<Task> act, string dialog = ".mud-dialog")
    {
        var begun = act();
        Wait(() => begun.IsCompleted || Query(dialog) is not null);
        if (begun.IsCompleted)
        {
            await begun;
        }

        return begun;
    }

    /// <summary>Goes to another page, as a link does.</summary>
    public void Leave(string address)
    {
        Read();
        _ = _page.InvokeAsync(() => Navigation.NavigateTo(address));
    }

    /// <summary>Presses the first button of the dialog, which gives up.</summary>
    public async Task GiveUpAsync()
    {
        Read();
        await All(".mud-dialog .mud-dialog-actions button")[0].ClickAsync(new MouseEventArgs());
        Wait(() => Query(".mud-dialog") is null);
    }

    /// <summary>Presses a button and answers the question it asks.</summary>
    /// <param name="reason">For a question that wants one.</param>
    /// <returns>The text of the question.</returns>
    public async Task<string> PressAndConfirmAsync(string button, string? reason = null)
    {
        var act = await BeginAsync(() => PressAsync(button));
        var asked = Find(".mud-dialog").TextContent;
        if (reason is not null)
        {
            await TypeReasonAsync(reason);
        }

        await AcceptAsync();
        Wait(() => act.IsCompleted || Query("[data-handover]") is not null || Query(".mud-dialog .field-error") is not null);
        if (act.IsCompleted)
        {
            await act;
        }

        return asked;
    }

    /// <summary>Types into the dialog's reason.</summary>
    public Task TypeReasonAsync(string reason)
    {
        Read();
        return Find(".mud-dialog textarea").InputAsync(new ChangeEventArgs { Value = reason });
    }

    /// <summary>Presses the last button of the dialog, which accepts.</summary>
    public async Task AcceptAsync()
    {
        Read();
        await All(".mud-dialog .mud-dialog-actions button")[^1].ClickAsync(new MouseEventArgs());
    }

    /// <summary>The user name and password that are shown to be handed over; closes the dialog.</summary>
    public async Task<(string UserName, string Password)> TakeHandoverAsync()
    {
        var (userName, password) = (Find("[data-handover] [data-user-name]").TextContent, Find("[data-handover] [data-password]").TextContent);
        await AcceptAsync();
        Wait(() => Query("[data-handover]") is null);
        return (userName, password);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _scope.DisposeAsync();
    }

    /// <summary>Waits until the page shows something; a page that never does fails the test.</summary>
    /// <remarks>It looks again and again, and not only after a rendering: an act may end without one.</remarks>
    public void Wait(Func<bool> isThere)
    {
        var ends = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!IsThere())
        {
            if (Environment.TickCount64 > ends)
            {
                throw new TimeoutException("The page never showed what was waited for: " + _page.Markup);
            }

            Thread.Sleep(10);
        }

        bool IsThere()
        {
            var seen = false;
            _page.InvokeAsync(() => seen = isThere()).GetAwaiter().GetResult();
            return seen;
        }
    }

    private void Read() => CultureInfo.CurrentUICulture = _language.Culture();
}
