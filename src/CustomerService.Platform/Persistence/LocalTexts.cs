using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CustomerService.Platform.Persistence;

/// <summary>How a text in two languages is stored: in columns <c>X_Fa</c> and <c>X_En</c>.</summary>
public static class LocalTexts
{
    public const int MaxLength = 300;

    public static void Columns(ComplexPropertyBuilder<LocalText> text)
    {
        text.IsRequired();
        text.Property(t => t.Fa).HasMaxLength(MaxLength);
        text.Property(t => t.En).HasMaxLength(MaxLength);
    }
}
