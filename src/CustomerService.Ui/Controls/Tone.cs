namespace CustomerService.Ui.Controls;

/// <summary>What a badge or a notice means. Colour never says it alone: words or a picture stand with it.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Good,
    Attention,
    Bad,
}
