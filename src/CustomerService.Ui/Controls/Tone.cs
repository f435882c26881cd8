namespace CustomerService.Ui.Controls;

/// <summary>The meaning of a badge or notice. Never by colour alone: text or an icon accompanies it.</summary>
public enum Tone
{
    Neutral,
    Accent,
    Good,
    Attention,
    Bad,
}
