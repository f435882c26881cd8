using System.Text.RegularExpressions;
using CustomerService.Platform.Localization;

namespace CustomerService.Platform.Settings;

/// <summary>Configuration section <c>Academy</c>: what the academy is called and looks like.</summary>
public sealed partial class AcademyOptions
{
    public const string Section = "Academy";

    /// <summary>What <see cref="IsAccent"/> demands, in one sentence.</summary>
    public const string AccentShape = Section + ":Accent must be a colour such as #0b6e69, dark enough to be read on white.";

    /// <summary>The academy's name in both languages. Empty: <see cref="AcademyProfile.Unnamed"/>.</summary>
    public TextOption Name { get; set; } = new();

    /// <summary>Hash of a <see cref="StoredImage"/>; empty: the academy's own sign.</summary>
    public string Logo { get; set; } = "";

    /// <summary>The colour of links and buttons: <c>#0b6e69</c>; empty: as delivered.</summary>
    public string Accent { get; set; } = "";

    /// <summary>Whether the logo is empty or a hash.</summary>
    internal bool IsLogo => Logo.Length == 0 || Hash().IsMatch(Logo);

    /// <summary>Whether the accent is empty or can be read.</summary>
    internal bool IsAccent => Accent.Length == 0 || AccentPalette.Of(Accent) is { IsReadable: true };

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Hash();
}
