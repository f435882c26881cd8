namespace CustomerService.Messages;

/// <summary>URLs of the inbox, of what is mailed, and of the office's pages of messages, relative to the site root.</summary>
public static class MessagesRoutes
{
}
