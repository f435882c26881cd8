using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomerService.Platform.Persistence;

/// <summary>
/// What a form was filled with, as a short text that the form carries in a hidden field. The use case compares it, under a row lock, with
/// what is stored when the form is saved: a record that changed in between is not overwritten unseen. It covers the values of the form and
/// nothing else of the row, so that a change elsewhere in the record refuses nobody. Not a secret: who forges it overwrites knowingly.
/// </summary>
public static class RecordVersion
{
    private const int HashBytes = 12;

    /// <param name="readAtUtc">When the values were read; what was done later may be the reason of a difference.</param>
    /// <param name="values">Of the form's fields as stored, in a fixed order.</param>
    public static string Of(DateTime readAtUtc, params ReadOnlySpan<string?> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{new DateTimeOffset(readAtUtc).ToUnixTimeMilliseconds()}-{Hash(values)}");

    /// <summary>Whether the form was filled with these values; an empty or damaged version fits nothing.</summary>
    public static bool Fits(string? version, params ReadOnlySpan<string?> values) =>
        version?.IndexOf('-', StringComparison.Ordinal) is { } dash and > 0 && version.AsSpan(dash + 1).SequenceEqual(Hash(values));

    /// <summary>When the values were read; the beginning of time where the version is damaged.</summary>
    public static DateTime ReadAtUtc(string? version) =>
        version?.Split('-')[0] is { } read && long.TryParse(read, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime
            : DateTime.UnixEpoch;

    private static string Hash(ReadOnlySpan<string?> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var value in values)
        {
            var bytes = value is null ? null : Encoding.UTF8.GetBytes(value);
            // Lengths keep "ab","c" from "a","bc", and nothing from the empty text.
            hash.AppendData(BitConverter.GetBytes(bytes?.Length ?? -1));
            hash.AppendData(bytes ?? []);
        }

        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, HashBytes)).Replace('-', '.');
    }
}
