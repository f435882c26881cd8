using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Ui.Office.Layouts;
using CustomerService.Ui.Office.Panels;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace CustomerService.Components.Tests.Office;

/// <summary>What the office's layout holds around its pages.</summary>
public sealed class OfficeFrameTests
{
    [Fact]
    public async Task A_page_that_fails_is_logged_under_the_reference_that_the_reader_is_told_and_can_be_tried_again()
    {
        using var log = new RecordedLog();
        await using var reading = new OfficeReading(add: services => services.AddSingleton<ILoggerProvider>(log));
        var fails = true;
        var page = reading.Context.Render<Boundary>(p => p.Add(b => b.Fails, () => fails));

        var reference = page.Find("code").TextContent;
        Assert.Matches("^[0-9A-F]{8}$", reference);
        var entry = Assert.Single(log.Entries, e => e.Category == typeof(OfficeErrorBoundary).FullName);
        Assert.Contains(reference, entry.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(entry.Exception);

        fails = false;
        await page.Find("button").ClickAsync(new MouseEventArgs());
        Assert.Equal("Here", page.Find("p").TextContent);
    }

    [Fact]
    public async Task The_side_panel_opens_takes_the_focus_and_closes_by_escape()
    {
        await using var reading = new OfficeReading();
        var host = reading.Context.Render<SidePanelHost>();
        Assert.Empty(host.FindAll("aside"));

        await host.InvokeAsync(() => reading.Context.Services.GetRequiredService<SidePanel>().Open("Sara", builder => builder.AddContent(0, "Details")));
        Assert.Equal("Sara", host.Find("aside[aria-labelledby=side-panel-title] h2").TextContent);
        reading.Context.JSInterop.VerifyFocusAsyncInvoke();

        await host.Find("aside").KeyDownAsync(new KeyboardEventArgs { Key = "Escape" });
        Assert.Empty(host.FindAll("aside"));
    }

    [Fact]
    public async Task A_message_is_said_and_goes_by_itself_but_a_failure_stays_until_it_is_closed()
    {
        var clock = new FakeTimeProvider();
        await using var reading = new OfficeReading(add: services => services.AddSingleton<TimeProvider>(clock));
        var messages = reading.Context.Render<SnackbarMessages>();
        var snackbar = reading.Context.Services.GetRequiredService<ISnackbar>();
        await messages.InvokeAsync(() => snackbar.Add("Saved.", Severity.Success));
        await messages.InvokeAsync(() => snackbar.Add("Not sent.", Severity.Error));
        messages.WaitForAssertion(() => Assert.Contains("Saved.", messages.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Contains("Not sent.", messages.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(messages.FindAll("style"));

        // Held while the pointer is on it.
        await messages.Find("[role=region]").TriggerEventAsync("onmouseenter", new MouseEventArgs());
        clock.Advance(SnackbarMessages.Shown);
        await messages.Find("[role=region]").TriggerEventAsync("onmouseleave", new MouseEventArgs());
        Assert.Contains("Saved.", messages.Find("[role=status]").TextContent, StringComparison.Ordinal);
        clock.Advance(SnackbarMessages.Shown);
        messages.WaitForAssertion(() => Assert.Empty(messages.Find("[role=status]").TextContent.Trim()));
        Assert.Contains("Not sent.", messages.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await messages.Find("button").ClickAsync(new MouseEventArgs());
        messages.WaitForAssertion(() => Assert.Empty(messages.Find("[role=alert]").TextContent.Trim()));
    }

    [Theory]
    [InlineData(Language.Persian, "ارتباط قطع شد.")]
    [InlineData(Language.English, "The connection is lost.")]
    public async Task The_reader_is_told_in_the_readers_language_that_the_line_is_cut(Language language, string expected)
    {
        await using var reading = new OfficeReading(language);

        var notice = reading.Context.Render<ReconnectNotice>();

        Assert.Contains(expected, notice.Find("#components-reconnect-modal[role=status] .reconnect-lost").TextContent, StringComparison.Ordinal);
    }

    /// <summary>A page that fails as long as it is told to.</summary>
    private sealed class Boundary : ComponentBase
    {
        private OfficeErrorBoundary? _boundary;

        [Parameter] public Func<bool> Fails { get; set; } = () => false;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<OfficeErrorBoundary>(0);
            builder.AddComponentParameter(1, nameof(OfficeErrorBoundary.ChildContent), (RenderFragment)(b =>
            {
                b.OpenComponent<Page>(0);
                b.AddComponentParameter(1, nameof(Page.Fails), Fails);
                b.CloseComponent();
            }));
            builder.AddComponentParameter(2, nameof(OfficeErrorBoundary.ErrorContent), (RenderFragment<Exception>)(_ => b =>
            {
                b.OpenComponent<OfficeFailure>(0);
                b.AddComponentParameter(1, nameof(OfficeFailure.Reference), _boundary!.Reference);
                b.AddComponentParameter(2, nameof(OfficeFailure.OnRetry), EventCallback.Factory.Create(this, () => _boundary.Recover()));
                b.CloseComponent();
            }));
            builder.AddComponentReferenceCapture(3, boundary => _boundary = (OfficeErrorBoundary)boundary);
            builder.CloseComponent();
        }
    }

    private sealed class Page : ComponentBase
    {
        [Parameter] public Func<bool> Fails { get; set; } = () => false;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddMarkupContent(0, "<p>Here</p>");

        protected override void OnInitialized()
        {
            if (Fails())
            {
                throw new InvalidOperationException("As told.");
            }
        }
    }
}
