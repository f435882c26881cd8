using System.Collections.Concurrent;
using CustomerService.Platform;

namespace CustomerService.Certificates.Slips;

/// <summary>Finished slips between the page that made them and their download: in the memory of this node alone, for ten minutes, once, for whoever made them. They hold
/// codes in clear text, which must lie in no file and no database.</summary>
public sealed class SlipFiles(TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, Kept> _files = new();

    public Guid Keep(Guid ownerId, byte[] content)
    {
        var now = clock.UtcNow();
        foreach (var (old, file) in _files)
        {
            // One for each person: a second one replaces the first.
            if (file.UntilUtc <= now || file.OwnerId == ownerId)
            {
                _files.TryRemove(old, out _);
            }
        }

        var key = Guid.NewGuid();
        _files[key] = new(ownerId, content, now + KeptFor);
        return key;
    }

    /// <returns>Null: there is none, it is somebody else's, its time is over, or it was taken.</returns>
    public byte[]? Take(Guid ownerId, Guid key) =>
        _files.TryGetValue(key, out var file) && file.OwnerId == ownerId && file.UntilUtc > clock.UtcNow() && _files.TryRemove(key, out _) ? file.Content : null;

    private sealed record Kept(Guid OwnerId, byte[] Content, DateTime UntilUtc);
}
