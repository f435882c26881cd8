namespace CustomerService.Messages;

/// <summary>URLs of the inbox, of what is mailed, and of the office's pages of messages, relative to the site root.</summary>
public static class MessagesRoutes
{
    internal const string OpenPattern = "/inbox/{id:guid}/open";

    internal const string OneClickPattern = "/unsubscribe/{token}";

    /// <summary>The reader's own messages.</summary>
    public const string Inbox = "/inbox";

    /// <summary>Marks all of them as read.</summary>
    public const string ReadAll = "/inbox/read";

    /// <summary>Marks a message as read and leads to what it is about.</summary>
    public static string Open(Guid messageId) => $"/inbox/{messageId:D}/open";

    /// <summary>What is mailed to the reader.</summary>
    public const string MailPreferences = "/inbox/mail";

    /// <summary>The delivery log.</summary>
    public const string Deliveries = "/office/messages";

    /// <summary>The words of messages.</summary>
    public const string Templates = "/office/messages/templates";

    /// <summary>Asks whether mails of a kind shall be turned off; with the token of a mail as <c>token</c>.</summary>
    public const string Unsubscribe = "/unsubscribe";

    /// <summary>In the header of a mail: turns mails of its kind off at a click, and leads readers to <see cref="Unsubscribe"/>.</summary>
    public static string OneClick(string token) => $"/unsubscribe/{token}";

    internal static string UnsubscribeBy(string token) => $"{Unsubscribe}?token={Uri.EscapeDataString(token)}";
}
