using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace CustomerService.Ui.Office.Grid;

/// <summary>A page of the office whose filters are in its address: it is told when they change, without being opened anew.</summary>
public abstract class OfficePageBase : ComponentBase, IDisposable
{
    private string _path = "";

    [Inject] protected NavigationManager Navigation { get; private set; } = default!;

    /// <summary>Path and query of the page.</summary>
    protected string Address { get; private set; } = "";

    /// <summary>The value of a query parameter; null if absent.</summary>
    protected string? Query(string name) =>
        QueryHelpers.ParseQuery(Address.Split('?', 2) is [_, var query] ? query : "").TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Reads the filters from the address: at first, and whenever it changes.</summary>
    protected abstract void ReadAddress();

    protected override void OnInitialized()
    {
        Note(Navigation.Uri);
        _path = Address.Split('?')[0];
        ReadAddress();
        Navigation.LocationChanged += OnLocationChanged;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Navigation.LocationChanged -= OnLocationChanged;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(() =>
    {
        if (("/" + Navigation.ToBaseRelativePath(e.Location)).Split('?', '#')[0] == _path)
        {
            Note(e.Location);
            ReadAddress();
            StateHasChanged();
        }
    });

    private void Note(string uri) => Address = "/" + Navigation.ToBaseRelativePath(uri).Split('#')[0];
}
