namespace CustomerService.EndToEnd.Tests.Browsing;

/// <summary>What somebody holds or sits at.</summary>
public sealed record Device(string Name, int Width, int Height)
{
    public static readonly Device Phone = new("phone", 390, 844);
    public static readonly Device Desktop = new("desktop", 1280, 900);
}
