using System.Text;
using CustomerService.Platform.Text;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerService.Ui.Rendering;

/// <summary>A piece of kept markup: as it stands, or a hole that each request fills.</summary>
/// <param name="Markup">Safe HTML; null for a hole.</param>
/// <param name="Hole">Index among the holes of a <see cref="Kept"/>; <see cref="KeptMarkup.Token"/> for the antiforgery token.</param>
public readonly record struct KeptPiece(string? Markup, int Hole);

/// <summary>The same for a whole page: bytes as they are sent, or a hole.</summary>
internal readonly record struct KeptBytes(byte[]? Markup, int Hole);

/// <summary>The markup that <see cref="Kept"/> and <see cref="KeptPages"/> keep, in each language: bounded, the least used goes first.</summary>
public sealed class KeptMarkup : IDisposable
{
    internal const int Token = -1;
    private const long MostCharacters = 32L * 1024 * 1024;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    public void Dispose() => kept.Dispose();

    internal IReadOnlyList<KeptPiece>? Find(object key) => kept.TryGetValue((Languages.Current, key), out IReadOnlyList<KeptPiece>? pieces) ? pieces : null;

    /// <summary>Cuts rendered markup at its holes and keeps it.</summary>
    /// <param name="holes">What stands in the markup where a hole is, in the order of their indexes.</param>
    /// <param name="token">The antiforgery token that the markup was rendered with.</param>
    internal IReadOnlyList<KeptPiece> Keep(object key, string markup, IReadOnlyList<string> holes, string? token)
    {
        IReadOnlyList<KeptPiece> pieces = Cut(markup, holes, token);
        return kept.Set((Languages.Current, key), pieces, new MemoryCacheEntryOptions { Size = markup.Length });
    }

    internal IReadOnlyList<KeptBytes>? FindPage(object key) => kept.TryGetValue((Languages.Current, key), out IReadOnlyList<KeptBytes>? pieces) ? pieces : null;

    /// <summary>Cuts a whole page at its holes and keeps it.</summary>
    internal IReadOnlyList<KeptBytes> KeepPage(object key, string markup, IReadOnlyList<string> holes, string token)
    {
        IReadOnlyList<KeptBytes> pieces = Cut(markup, holes, token).ConvertAll(p => new KeptBytes(p.Markup is null ? null : Encoding.UTF8.GetBytes(p.Markup), p.Hole));
        return kept.Set((Languages.Current, key), pieces, new MemoryCacheEntryOptions { Size = markup.Length });
    }

    private static List<KeptPiece> Cut(string markup, IReadOnlyList<string> holes, string? token)
    {
        List<KeptPiece> pieces = [new(markup, 0)];
        for (var hole = 0; hole < holes.Count; hole++)
        {
            pieces = Cut(pieces, holes[hole], hole);
        }

        return token is null ? pieces : Cut(pieces, token, Token);
    }

    private static List<KeptPiece> Cut(List<KeptPiece> pieces, string at, int hole)
    {
        var cut = new List<KeptPiece>(pieces.Count);
        foreach (var piece in pieces)
        {
            if (piece.Markup is not { } markup)
            {
                cut.Add(piece);
                continue;
            }

            var between = markup.Split(at, StringSplitOptions.None);
            for (var i = 0; i < between.Length; i++)
            {
                if (i > 0)
                {
                    cut.Add(new(null, hole));
                }

                if (between[i].Length > 0)
                {
                    cut.Add(new(between[i], 0));
                }
            }
        }

        return cut;
    }
}
