namespace CustomerService.People.Rules;

/// <summary>A few words for a browser's User-Agent header, so that people know their own devices again. Names of products alone, which no language
/// translates; version numbers are left out, since they change while a session lasts.</summary>
public static class DeviceDescription
{
    // The first match wins: every browser names its ancestors as well.
    private static readonly (string Token, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("YaBrowser/", "Yandex"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Token, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    /// <returns>Like <c>Firefox · Android</c>; null if neither is known.</returns>
    public static string? Of(string? userAgent)
    {
        var known = new[] { Find(Browsers, userAgent), Find(Systems, userAgent) }.OfType<string>().ToList();
        return known.Count == 0 ? null : string.Join(" · ", known);
    }

    private static string? Find((string Token, string Name)[] names, string? userAgent) =>
        Array.Find(names, n => userAgent?.Contains(n.Token, StringComparison.Ordinal) == true).Name;
}
