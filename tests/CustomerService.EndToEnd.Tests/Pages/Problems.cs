using CustomerService.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Pages;

/// <summary>Collects what axe finds in a state of a page.</summary>
internal static class Problems
{
    public static async Task AddAsync(this List<string> problems, string what, IPage page) =>
        problems.AddRange((await AccessibilityTests.ViolationsAsync(page, Device.Desktop)).Select(problem => $"{what}: {problem}"));
}
