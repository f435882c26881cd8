using System.Globalization;

namespace CustomerService.Platform.Settings;

/// <summary>A colour in sRGB.</summary>
public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <summary>Reads <c>#0b6e69</c>, with or without the sign.</summary>
    public static bool TryParse(string? text, out Colour colour)
    {
        var digits = (text ?? "").Trim().TrimStart('#');
        var isRead = digits.Length == 6 && digits.All(char.IsAsciiHexDigit);
        colour = isRead ? new(Part(0), Part(2), Part(4)) : default;
        return isRead;

        byte Part(int at) => byte.Parse(digits.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").</summary>
    public static double Contrast(Colour one, Colour other)
    {
        var (lighter, darker) = (Math.Max(one.Luminance, other.Luminance), Math.Min(one.Luminance, other.Luminance));
        return (lighter + 0.05) / (darker + 0.05);
    }

    /// <summary>This colour with a share (0 to 1) of another.</summary>
    public Colour Mix(Colour other, double share) => new(Part(Red, other.Red, share), Part(Green, other.Green, share), Part(Blue, other.Blue, share));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    private double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte value) => value / 255.0 is var part && part <= 0.04045 ? part / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);

    private static byte Part(byte one, byte other, double share) => (byte)Math.Round(one + ((other - one) * share));
}

/// <summary>The tokens that follow from an accent colour, for one theme.</summary>
/// <param name="Accent">Links, buttons, what is chosen.</param>
/// <param name="Deep">The same under the pointer.</param>
/// <param name="Soft">Ground of what is marked.</param>
/// <param name="Line">Borders of that.</param>
/// <param name="On">Writing on the accent.</param>
public sealed record AccentTokens(Colour Accent, Colour Deep, Colour Soft, Colour Line, Colour On);

/// <summary>An organisation's accent colour in light and dark. Writing in it must be readable on every ground of the academy: 4.5 to 1 (WCAG 2.2, 1.4.3).</summary>
public sealed record AccentPalette(AccentTokens Light, AccentTokens Dark)
{
    /// <summary>Least contrast of writing.</summary>
    public const double Least = 4.5;

    private static readonly Colour White = new(255, 255, 255);
    private static readonly Colour Black = new(0, 0, 0);

    // Grounds as in tokens.css: paper, surface, sunken.
    private static readonly Colour[] LightGrounds = [new(0xfa, 0xf7, 0xf1), new(0xff, 0xfe, 0xfb), new(0xf2, 0xed, 0xe4)];
    private static readonly Colour[] DarkGrounds = [new(0x0e, 0x19, 0x17), new(0x14, 0x22, 0x1f), new(0x1a, 0x2b, 0x27)];

    /// <summary>Whether writing in the colour can be read in both themes, and writing on it.</summary>
    public bool IsReadable => IsReadableOn(Light, LightGrounds) && IsReadableOn(Dark, DarkGrounds);

    /// <summary>Derives the tokens: in dark the colour is lightened as far as reading asks.</summary>
    /// <returns>Null for what is no colour.</returns>
    public static AccentPalette? Of(string? text)
    {
        if (!Colour.TryParse(text, out var colour))
        {
            return null;
        }

        var light = new AccentTokens(colour, colour.Mix(Black, 0.25), White.Mix(colour, 0.1), White.Mix(colour, 0.4), White);
        var ground = DarkGrounds[1];
        var bright = Enumerable.Range(0, 21).Select(step => colour.Mix(White, step / 20.0)).First(c => LowestContrast(c, [.. DarkGrounds, ground.Mix(c, 0.15)]) >= Least);
        return new(light, new(bright, bright.Mix(White, 0.35), ground.Mix(bright, 0.15), ground.Mix(bright, 0.4), bright.Mix(Black, 0.88)));
    }

    private static bool IsReadableOn(AccentTokens tokens, Colour[] grounds) =>
        LowestContrast(tokens.Accent, [.. grounds, tokens.Soft]) >= Least && LowestContrast(tokens.Deep, [.. grounds, tokens.Soft]) >= Least
        && Colour.Contrast(tokens.On, tokens.Accent) >= Least && Colour.Contrast(tokens.On, tokens.Deep) >= Least;

    private static double LowestContrast(Colour colour, Colour[] grounds) => grounds.Min(ground => Colour.Contrast(colour, ground));
}
