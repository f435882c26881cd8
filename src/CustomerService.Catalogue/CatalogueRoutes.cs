namespace CustomerService.Catalogue;

/// <summary>The addresses of what the catalogue shows by itself, from the root of the site.</summary>
public static class CatalogueRoutes
{
    public const string Standards = "/standards";
    public const string Glossary = "/glossary";

    /// <summary>A term in the glossary.</summary>
    public static string Term(string termId) => $"{Glossary}#{Uri.EscapeDataString(termId)}";
}
