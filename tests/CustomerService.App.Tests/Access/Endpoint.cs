using CustomerService.TestKit;
using CustomerService.Ui.Office.Layouts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Access;

/// <summary>A page or endpoint of the running host.</summary>
/// <param name="IsPage">Whether it is a routable component.</param>
/// <param name="IsReadable">Whether it accepts GET.</param>
/// <param name="IsInteractive">Whether it is a page that answers with its frame alone and reads in a circuit.</param>
internal sealed record Endpoint(string Pattern, bool IsPage, bool IsReadable, bool IsInteractive)
{
    public bool HasId => Pattern.Contains('{', StringComparison.Ordinal);

    /// <summary>All endpoints of the host except files and those of the framework.</summary>
    public static IReadOnlyList<Endpoint> AllOf(Academy academy) =>
    [
        .. academy.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => new Endpoint(
                "/" + e.RoutePattern.RawText!.TrimStart('/'),
                e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null,
                e.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET"),
                e.Metadata.GetMetadata<LayoutAttribute>()?.LayoutType == typeof(OfficeLayout)))
            .Where(e => !e.Pattern.StartsWith("/_", StringComparison.Ordinal) && !Path.HasExtension(e.Pattern) && !e.Pattern.Contains("{**", StringComparison.Ordinal))
            .DistinctBy(e => e.Pattern, StringComparer.OrdinalIgnoreCase).OrderBy(e => e.Pattern, StringComparer.Ordinal),
    ];
}
