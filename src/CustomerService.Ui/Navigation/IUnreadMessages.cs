namespace CustomerService.Ui.Navigation;

/// <summary>How many messages somebody has not read; told by the capability that has the inbox.</summary>
public interface IUnreadMessages
{
    /// <summary>Up to here the number is exact.</summary>
    const int Limit = 99;

    /// <returns>At most one more than <see cref="Limit"/>.</returns>
    Task<int> CountAsync(Guid personId, CancellationToken cancellationToken = default);
}
