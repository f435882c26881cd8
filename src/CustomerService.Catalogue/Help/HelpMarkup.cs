using CustomerService.Catalogue.Markup;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Help;

namespace CustomerService.Catalogue.Help;

/// <summary>Renders help topics to safe HTML.</summary>
internal static class HelpMarkup
{
    private const string TopicPrefix = "help:";

    /// <param name="linksToPages">Whether links to pages lead there; otherwise only their text is written, because the pages would not open.</param>
    public static string Of(HelpTopic topic, Language language, bool linksToPages)
    {
        var writer = new HtmlWriter(new MarkupContext(language, null, null, new Dictionary<string, GlossaryTerm>(), null, url =>
            url.StartsWith(TopicPrefix, StringComparison.Ordinal) ? CatalogueRoutes.HelpTopic(url[TopicPrefix.Length..])
            : linksToPages && url.StartsWith('/') ? url
            : null));
        writer.Blocks(LessonSyntax.Parse(topic.Body.In(language)));
        return writer.Take();
    }
}
