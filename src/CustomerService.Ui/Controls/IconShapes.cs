namespace CustomerService.Ui.Controls;

/// <summary>The outlines, on a 24-unit grid, drawn by stroke.</summary>
internal static class IconShapes
{
    public static string Of(IconName icon) => icon switch
    {
        IconName.Home => "M4 11.5 12 4.5l8 7M6 10v9.5h4.5v-5h3v5H18V10",
        IconName.Book => "M12 6.5C10 5 7 4.5 3.5 5v13.5c3.5-.5 6.5 0 8.5 1.5 2-1.5 5-2 8.5-1.5V5C17 4.5 14 5 12 6.5Zm0 0V20",
        IconName.Route => "M8.5 18.5H16a3.25 3.25 0 0 0 0-6.5H8a3.25 3.25 0 0 1 0-6.5h7.5M6 16.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4Zm12-13a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
        IconName.Certificate => "M9 16H3.5V4.5h17V16H19M7 8.5h10M7 12h4M14.5 11.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM12.5 17v5l2-1.25 2 1.25v-5",
        IconName.Chart => "M4 4v16h16M8.5 16v-4M13 16V7.5M17.5 16v-6",
        IconName.People => "M9 5a3.25 3.25 0 1 0 0 6.5A3.25 3.25 0 0 0 9 5ZM2.5 19.5c0-3.25 2.75-5 6.5-5s6.5 1.75 6.5 5M15.5 5.25a3.25 3.25 0 0 1 0 6M18 14.9c2.2.6 3.5 2.2 3.5 4.6",
        IconName.Person => "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.5-3.7 3.3-5.5 7.5-5.5s7 1.8 7.5 5.5",
        IconName.Building => "M5 20.5v-16h9v16M14 9.5h5v11M3 20.5h18M8 8h3M8 11.5h3M8 15h3",
        IconName.Settings => "M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM9 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
        IconName.Search => "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l5 5",
        IconName.Check => "m5 12.5 4.5 4.5L19 7.5",
        IconName.Cross => "m6.5 6.5 11 11m0-11-11 11",
        IconName.Correct => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17Zm-3.75 8.75L11 15l5-5.5",
        IconName.Incorrect => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9 9l6 6m0-6-6 6",
        IconName.Info => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 11v5.5M12 7.75v.01",
        IconName.Attention => "M12 4 2.75 20h18.5L12 4Zm0 6v4.5m0 2.75v.01",
        IconName.Clock => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3 2",
        IconName.Calendar => "M4 6h16v14H4V6Zm0 4.5h16M8.5 3.5v4M15.5 3.5v4",
        IconName.Next => "M4 12h16m-6-6 6 6-6 6",
        IconName.Back => "M20 12H4m6-6-6 6 6 6",
        IconName.ChevronNext => "m9.5 5.5 6.5 6.5-6.5 6.5",
        IconName.ChevronBack => "M14.5 5.5 8 12l6.5 6.5",
        IconName.ChevronDown => "m5.5 9 6.5 6.5L18.5 9",
        IconName.Menu => "M4 7h16M4 12h16M4 17h16",
        IconName.Globe => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c-5 5.5-5 11.5 0 17 5-5.5 5-11.5 0-17Z",
        IconName.Sun => "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        IconName.Moon => "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z",
        IconName.Device => "M3.5 5h17v11h-17V5ZM9 20h6M12 16v4",
        IconName.SignOut => "M13.5 4.5h-8v15h8M10 12h10.5m-4-4 4 4-4 4",
        IconName.Download => "M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 19.5h15",
        IconName.Upload => "M12 15.5v-11M7.5 9 12 4.5 16.5 9M4.5 19.5h15",
        IconName.Print => "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z",
        IconName.Eye => "M2.5 12C5 7.5 8.25 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.75 6.5-9.5 6.5S5 16.5 2.5 12ZM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z",
        IconName.EyeOff => "M6 7.3C4.7 8.4 3.5 10 2.5 12c2.5 4.5 5.75 6.5 9.5 6.5 1.6 0 3.1-.4 4.5-1.1M10 5.7c.7-.1 1.3-.2 2-.2 3.75 0 7 2 9.5 6.5-.7 1.3-1.5 2.4-2.4 3.3M9.9 9.9a3 3 0 0 0 4.2 4.2M4 4l16 16",
        IconName.Lock => "M6 10.5h12V20H6v-9.5Zm2.5 0V8a3.5 3.5 0 0 1 7 0v2.5M12 14.5v2",
        IconName.Shield => "M12 3.5 5 6v5.5c0 4.25 2.75 7.25 7 9 4.25-1.75 7-4.75 7-9V6l-7-2.5ZM8.75 12l2.25 2.25L15.25 10",
        IconName.Question => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM9.5 9.75c0-1.5 1.1-2.5 2.5-2.5s2.5.9 2.5 2.3c0 1.9-2.5 2.1-2.5 4.2M12 16.75v.01",
        IconName.Play => "M7.5 5v14l11-7-11-7Z",
        IconName.Filter => "M4 6h16l-6 7v5.5l-4 1.5v-7L4 6Z",
        IconName.Sort => "M8 10l4-4.5 4 4.5M8 14l4 4.5 4-4.5",
        IconName.SortUp => "M12 19V5.5M6.5 11 12 5.5l5.5 5.5",
        IconName.SortDown => "M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5",
        IconName.Dialogue => "M4 5h16v11.5h-8L7.5 20v-3.5H4V5ZM8 9.25h8M8 12.5h5",
        IconName.Idea => "M9 17.5h6M10 20.5h4M9 17.5c0-2-3-3-3-7a6 6 0 0 1 12 0c0 4-3 5-3 7",
        IconName.Flag => "M5.5 21V4M5.5 5h12l-2.5 4 2.5 4h-12",
        IconName.List => "M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5v.01M4.5 12v.01M4.5 17.5v.01",
        IconName.Add => "M12 5v14M5 12h14",
        IconName.Edit => "M4.5 19.5 5.5 15 16 4.5l3.5 3.5L9 18.5l-4.5 1ZM13.5 7l3.5 3.5",
        IconName.Remove => "M5 7h14M10 7V4.5h4V7M7 7l.75 12.5h8.5L17 7M10.5 11v5M13.5 11v5",
        IconName.Mail => "M3.5 5.5h17v13h-17v-13Zm.5.5 8 7 8-7",
        IconName.Link => "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5",
        IconName.Bell => "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2ZM9.75 18.5a2.25 2.25 0 0 0 4.5 0",
        IconName.Briefcase => "M3.5 8h17v11.5h-17V8ZM9 8V5h6v3M3.5 13h17",
        _ => throw new ArgumentOutOfRangeException(nameof(icon), icon, "An icon without an outline."),
    };

    /// <summary>Whether the icon points along the text and is mirrored with its direction.</summary>
    public static bool IsDirectional(IconName icon) =>
        icon is IconName.Next or IconName.Back or IconName.ChevronNext or IconName.ChevronBack or IconName.SignOut
            or IconName.List or IconName.Route or IconName.Chart;
}
