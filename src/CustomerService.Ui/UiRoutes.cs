using System.Globalization;

namespace CustomerService.Ui;

/// <summary>The addresses of the shell, from the root of the site.</summary>
public static class UiRoutes
{
    /// <summary>Everything below it stores how a person wants to read.</summary>
    public const string Preferences = "/preferences";

    public const string Language = Preferences + "/language";
    public const string Theme = Preferences + "/theme";

    /// <summary>Everything below it stands in for an answer without a body.</summary>
    public const string Statuses = "/status";

    /// <summary>Where those who may not open a page are led.</summary>
    public const string AccessDenied = "/access-denied";

    /// <summary>The style guide, in development alone.</summary>
    public const string Design = "/design";

    public const string DesignLesson = "/design/lesson";
    public const string DesignOffice = "/design/office";
    public const string DesignPublic = "/design/public";

    /// <summary>The page that is shown for a status code; <c>{0}</c> gives the format of every such address.</summary>
    public const string StatusFormat = Statuses + "/{0}";

    /// <summary>The page that is shown for a status code.</summary>
    public static string Status(int code) => Statuses + "/" + code.ToString(CultureInfo.InvariantCulture);
}
