using Microsoft.AspNetCore.Components;

namespace CustomerService.Ui.Office.Panels;

/// <summary>The panel beside the content: details of a row without leaving the list. One for each circuit; the layout shows it.</summary>
public sealed class SidePanel
{
    /// <summary>Raised when the panel opens, changes or closes.</summary>
    public event EventHandler? Changed;

    /// <summary>Null: closed.</summary>
    public string? Title { get; private set; }

    public RenderFragment? Content { get; private set; }

    /// <summary>Shows content in the panel, in place of what it shows.</summary>
    public void Open(string title, RenderFragment content)
    {
        (Title, Content) = (title, content);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Close()
    {
        if (Title is not null)
        {
            (Title, Content) = (null, null);
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
