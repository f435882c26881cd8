using Bunit;

namespace CustomerService.Components.Tests;

/// <summary>Parts of a page that has no circuit.</summary>
internal static class StaticPage
{
    public static BunitContext Context()
    {
        var context = new BunitContext();
        context.SetRendererInfo(new("Static", isInteractive: false));
        return context;
    }
}
