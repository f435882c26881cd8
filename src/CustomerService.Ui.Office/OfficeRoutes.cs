namespace CustomerService.Ui.Office;

/// <summary>The URLs of the office's frame, from the site root.</summary>
public static class OfficeRoutes
{
    /// <summary>What an address of the office shows that leads nowhere, or to a record that is not the reader's.</summary>
    public const string NotFound = "/office/not-found";

    /// <summary>The style guide of the office, in development only.</summary>
    public const string Design = "/design/office";
}
