using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Logging;

namespace CustomerService.Ui.Office.Layouts;

/// <summary>Keeps the frame when a page fails: the failure is logged with a reference that the reader is told.</summary>
public sealed partial class OfficeErrorBoundary : ErrorBoundaryBase
{
    [Inject] private ILogger<OfficeErrorBoundary> Logger { get; set; } = default!;

    /// <summary>Of the failure that is shown; null if there is none.</summary>
    public string? Reference { get; private set; }

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        Reference = RandomNumberGenerator.GetHexString(8);
        PageFailed(Logger, exception, Reference);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddContent(0, CurrentException is { } exception ? ErrorContent!(exception) : ChildContent);
    }

    [LoggerMessage(1, LogLevel.Error, "A page of the office failed; the reader was told the reference {Reference}")]
    private static partial void PageFailed(ILogger logger, Exception exception, string reference);
}
