using CustomerService.Platform.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CustomerService.Ui.Office.Grid;

/// <summary>A page of the office about one record, whose id is in its address. It is read once, in the circuit; one that is not there for the reader
/// leads to the page that says so.</summary>
public abstract class OfficeRecordPage : OfficePageBase
{
    private Guid? _read;

    /// <summary>The record's id.</summary>
    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = default!;

    /// <summary>Who reads. Known once the circuit reads.</summary>
    protected Guid ActorId { get; private set; }

    /// <summary>Reads the record.</summary>
    /// <returns>Whether there is one for the reader.</returns>
    protected abstract Task<bool> ReadAsync();

    /// <inheritdoc/>
    protected override void ReadAddress()
    {
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (RendererInfo.IsInteractive && _read != Id)
        {
            _read = Id;
            ActorId = (await Authentication).User.PersonId();
            await ReadAgainAsync();
        }
    }

    /// <summary>Reads the record again, after an act that changed it.</summary>
    protected async Task ReadAgainAsync()
    {
        if (!await ReadAsync())
        {
            Navigation.NotFound();
        }
    }
}
