using System.Reflection;
using CustomerService.Platform;
using CustomerService.TestKit;
using CustomerService.Ui.Navigation;
using CustomerService.Web;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Structure;

/// <summary>A path with sample values for its parameters.</summary>
/// <param name="Owner">The project that handles it, or whose route class builds it.</param>
internal readonly record struct OwnedPath(string Owner, string Path);

/// <summary>The endpoints of the running host and the paths that the route classes build, both with the same sample values.</summary>
internal static class RouteTable
{
    /// <summary>The sample of every text parameter in a path.</summary>
    public const string Word = "x";

    /// <summary>The sample of every number in a path.</summary>
    public const int Number = 404;

    /// <summary>The sample of every id in a path.</summary>
    public static readonly Guid Id = new("01990000-0000-7000-8000-000000000001");

    /// <summary>The public route class of each capability.</summary>
    public static IReadOnlyList<Type> Classes { get; } =
    [
        .. PageAssemblies.All.Append(typeof(PlatformSetup).Assembly).Append(typeof(PageAssemblies).Assembly)
            .Select(a => a.GetType($"{a.GetName().Name}.{NameOf(a)}Routes") is { IsPublic: true } found ? found : throw new InvalidOperationException($"{NameOf(a)} has no public route class.")),
    ];

    /// <summary>Pages and endpoints except files and those of the framework.</summary>
    public static IReadOnlyList<OwnedPath> EndpointsOf(Academy academy) =>
    [
        .. academy.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } pattern && !pattern.TrimStart('/').StartsWith('_') && !Path.HasExtension(pattern) && !pattern.Contains("{**", StringComparison.Ordinal))
            .Select(e => new OwnedPath(OwnerOf(e), "/" + string.Join('/', e.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
            {
                RoutePatternLiteralPart literal => literal.Content,
                RoutePatternParameterPart parameter => SampleOf(parameter.ParameterPolicies.Count == 0 ? null : parameter.ParameterPolicies[0].Content),
                _ => throw new InvalidOperationException($"{e.RoutePattern.RawText} is of a kind that this test does not know."),
            }))))))
            .Distinct(),
    ];

    /// <summary>The results of the route classes' public members, without query and fragment.</summary>
    public static IReadOnlyList<OwnedPath> Addresses { get; } =
    [
        .. Classes.SelectMany(c => c.GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)
            .Where(a => !a.Contains('{', StringComparison.Ordinal))
            .Concat(c.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(string)).Select(m => (string)m.Invoke(null, [.. m.GetParameters().Select(SampleOf)])!))
            .Select(a => new OwnedPath(NameOf(c.Assembly), PathOf(a)))),
    ];

    /// <summary>The path without query and fragment; where an id is to be appended, with a sample id.</summary>
    public static string PathOf(string address)
    {
        var path = address.Split('?', '#')[0];
        return path.Length > 1 && path.EndsWith('/') ? path + Word : path;
    }

    /// <summary><c>People</c> for <c>CustomerService.People</c>.</summary>
    public static string NameOf(Assembly assembly) => assembly.GetName().Name!.Split('.')[^1];

    private static string OwnerOf(RouteEndpoint endpoint) =>
        NameOf(endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.Assembly ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.Module.Assembly ?? typeof(PageAssemblies).Assembly);

    private static string SampleOf(string? constraint) => constraint switch
    {
        null => Word,
        "int" => $"{Number}",
        "guid" => $"{Id:D}",
        _ => throw new InvalidOperationException($"There is no sample for {constraint}."),
    };

    private static object? SampleOf(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: true } => parameter.DefaultValue,
        { ParameterType: var type } when type == typeof(Guid) => Id,
        { ParameterType: var type } when type == typeof(AssigneesKey) => new AssigneesKey([Id]),
        { ParameterType: var type } when type == typeof(string) => Word,
        { ParameterType: var type } when type == typeof(int) => Number,
        { ParameterType: { IsEnum: true } type } => Enum.GetValues(type).GetValue(0),
        _ => throw new InvalidOperationException($"There is no sample for {parameter}."),
    };
}
