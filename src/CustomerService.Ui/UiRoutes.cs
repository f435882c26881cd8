using System.Globalization;

namespace CustomerService.Ui;

/// <summary>The URLs of the shell, from the site root.</summary>
public static class UiRoutes
{
    /// <summary>Prefix of the preference endpoints.</summary>
    public const string Preferences = "/preferences";

    public const string Language = Preferences + "/language";
    public const string Theme = Preferences + "/theme";

    /// <summary>The width of the office's drawer.</summary>
    public const string Drawer = Preferences + "/drawer";

    /// <summary>Prefix of the status pages, shown for a response without a body.</summary>
    public const string Statuses = "/status";

    /// <summary>The access-denied page.</summary>
    public const string AccessDenied = "/access-denied";

    /// <summary>The style guide, in development only.</summary>
    public const string Design = "/design";

    public const string DesignPublic = "/design/public";

    internal const string AccentPattern = "/accent/{colour}";

    /// <summary>The style sheet of an accent colour; it never changes.</summary>
    /// <param name="colour">Six hexadecimal digits.</param>
    public static string Accent(string colour) => $"/accent/{colour}";

    /// <summary>The URL of the page for a status code; <c>{0}</c> gives the format string.</summary>
    public const string StatusFormat = Statuses + "/{0}";

    /// <summary>The URL of the page for a status code.</summary>
    public static string Status(int code) => Statuses + "/" + code.ToString(CultureInfo.InvariantCulture);
}
