namespace CustomerService.Platform.Settings;

/// <summary>The values break a rule that the form does not check by itself.</summary>
/// <param name="Why">The rule's own sentence, in English.</param>
public sealed record SettingsRefused(string Why) : Refusal("settings.refused")
{
    public override IReadOnlyList<object?> Arguments => [Why];
}

/// <summary>The operator set a value that was to be changed.</summary>
public sealed record SetByOperator(string Key) : Refusal("settings.set-by-operator")
{
    public override IReadOnlyList<object?> Arguments => [Key];
}

/// <summary>The file is no PNG or WebP picture.</summary>
public sealed record PictureUnreadable() : Refusal("picture.unreadable");

/// <param name="Kilobytes">The largest file.</param>
public sealed record PictureTooLarge(int Kilobytes) : Refusal("picture.too-large")
{
    public override IReadOnlyList<object?> Arguments => [Kilobytes];
}

/// <param name="Pixels">The longest side.</param>
public sealed record PictureTooWide(int Pixels) : Refusal("picture.too-wide")
{
    public override IReadOnlyList<object?> Arguments => [Pixels];
}
