namespace CustomerService.Ui.Office.Controls;

/// <summary>Where a piece of background work stands.</summary>
public enum WorkState
{
    Running,
    Done,
    Failed,
    Cancelled,
}
