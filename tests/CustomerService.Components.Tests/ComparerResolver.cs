using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace CustomerService.Components.Tests;

/// <summary>
/// bunit was built against another version of its markup comparer than the one at hand; the loader refuses a lower version on
/// its own, and takes the file next to the tests when it is handed over.
/// </summary>
internal static class ComparerResolver
{
    private const string Comparer = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Install() =>
        AssemblyLoadContext.Default.Resolving += static (context, name) => name.Name == Comparer
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, Comparer + ".dll"))
            : null;
}
