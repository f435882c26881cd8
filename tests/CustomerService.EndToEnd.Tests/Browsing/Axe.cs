using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CustomerService.EndToEnd.Tests.Browsing;

/// <summary>axe-core inside a page. It is put there once per page and says only what is wrong, which takes a fraction of the time of
/// a run that also tells what is right.</summary>
internal static class Axe
{
    private const string Run =
        """
        async ([type, values]) => {
          const { violations } = await axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"], preload: false });
          return violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id} (${rule.help}) at ${node.target.join(" ")} ${[...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")} ${node.html.slice(0, 160)}`));
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static Task StandInAsync(IPage page) => page.EvaluateAsync($"() => {{ {Script} }}");

    /// <summary>What breaks all rules with one of these tags.</summary>
    public static Task<string[]> ByTagsAsync(IPage page, params string[] tags) => RunAsync(page, "tag", tags);

    /// <summary>What breaks one of these rules.</summary>
    public static Task<string[]> ByRulesAsync(IPage page, params string[] rules) => RunAsync(page, "rule", rules);

    private static Task<string[]> RunAsync(IPage page, string type, string[] values) => page.EvaluateAsync<string[]>(Run, new object[] { type, values });
}
