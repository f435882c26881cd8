namespace CustomerService.Catalogue;

/// <summary>URLs of the catalogue's own pages, relative to the site root.</summary>
public static class CatalogueRoutes
{
    public const string Standards = "/standards";
    public const string Glossary = "/glossary";

    /// <summary>A term in the glossary.</summary>
    public static string Term(string termId) => $"{Glossary}#{Uri.EscapeDataString(termId)}";
}
