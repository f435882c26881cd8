using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerService.Platform.Settings;

/// <summary>Pictures of the organisation. They never change, so that a node keeps what it has read.</summary>
public sealed class StoredImages(IDbContextFactory<AppDbContext> contexts, IMemoryCache cache)
{
    /// <summary>The largest picture: each is part of a certificate, and of prints of hundreds.</summary>
    public const int MaxKilobytes = 128;

    /// <summary>The longest side.</summary>
    public const int MaxPixels = 2000;

    /// <summary>Checks an uploaded picture by its own bytes.</summary>
    /// <returns>The picture to store, or <see cref="PictureUnreadable"/>, <see cref="PictureTooLarge"/>, <see cref="PictureTooWide"/>.</returns>
    public static Result<StoredImage> Check(byte[] content, DateTime nowUtc)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.Length > MaxKilobytes * 1024 ? new PictureTooLarge(MaxKilobytes)
            : Picture.Read(content) is not { } picture ? new PictureUnreadable()
            : Math.Max(picture.Width, picture.Height) > MaxPixels ? new PictureTooWide(MaxPixels)
            : new StoredImage(picture.Kind, content, nowUtc);
    }

    /// <summary>The picture with this hash; null if there is none.</summary>
    public async ValueTask<StoredImage?> FindAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hash);
        if (hash.Length != StoredImage.HashLength)
        {
            return null;
        }

        if (cache.TryGetValue((typeof(StoredImages), hash), out StoredImage? known))
        {
            return known;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var image = await db.Set<StoredImage>().AsNoTracking().SingleOrDefaultAsync(i => i.Hash == hash, cancellationToken);
        if (image is not null)
        {
            cache.Set((typeof(StoredImages), hash), image, new MemoryCacheEntryOptions { Size = image.Content.Length });
        }

        return image;
    }

    /// <summary>Adds a picture within the current transaction, unless it is there.</summary>
    internal static async Task AddAsync(AppDbContext db, StoredImage image, CancellationToken cancellationToken)
    {
        await db.LockNameAsync("image:" + image.Hash, cancellationToken);
        if (!await db.Set<StoredImage>().AnyAsync(i => i.Hash == image.Hash, cancellationToken))
        {
            db.Add(image);
        }
    }
}
