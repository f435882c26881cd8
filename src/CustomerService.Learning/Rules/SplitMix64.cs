namespace CustomerService.Learning.Rules;

/// <summary>
/// The random number generator of draws: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
/// Must never change, so that attempts from years ago can be reproduced; not for secrets.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state = unchecked(_state + 0x9E3779B97F4A7C15UL);
        return Mix(_state);
    }

    /// <summary>A uniform number from 0 to <paramref name="limit"/>, exclusive (values in the uneven remainder are rejected and redrawn).</summary>
    public int Next(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var range = (ulong)limit;
        var even = ulong.MaxValue - (ulong.MaxValue % range);
        ulong value;
        do
        {
            value = Next();
        }
        while (value >= even);

        return (int)(value % range);
    }

    /// <summary>A new, shuffled list (Fisher–Yates, from the end).</summary>
    public IReadOnlyList<T> Shuffle<T>(IEnumerable<T> source)
    {
        var list = source.ToArray();
        for (var last = list.Length - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (list[last], list[other]) = (list[other], list[last]);
        }

        return list;
    }

    /// <summary>A seed from an id and a name: the same on every machine (FNV-1a over the bytes, then mixed).</summary>
    public static long SeedOf(Guid id, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var hash = 0xCBF29CE484222325UL;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        foreach (var part in bytes)
        {
            hash = unchecked((hash ^ part) * 0x100000001B3UL);
        }

        foreach (var character in name)
        {
            hash = unchecked((hash ^ character) * 0x100000001B3UL);
        }

        return unchecked((long)Mix(hash));
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
