namespace CustomerService.Catalogue;

/// <summary>URLs of the catalogue's own pages, relative to the site root.</summary>
public static class CatalogueRoutes
{
    public const string Standards = "/standards";
    public const string Glossary = "/glossary";

    /// <summary>Help by task, for everybody.</summary>
    public const string Help = "/help";

    /// <summary>Help on one task.</summary>
    public static string HelpTopic(string slug) => $"{Help}/{Uri.EscapeDataString(slug)}";

    /// <summary>A term in the glossary.</summary>
    public static string Term(string termId) => $"{Glossary}#{Uri.EscapeDataString(termId)}";
}
