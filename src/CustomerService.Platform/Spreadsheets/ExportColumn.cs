namespace CustomerService.Platform.Spreadsheets;

/// <summary>A cell value: a text, a number, a date, or empty.</summary>
public readonly record struct ExportValue(string? Text, decimal? Number = null, DateOnly? Day = null)
{
    public static implicit operator ExportValue(string? text) => new(text);

    public static ExportValue FromString(string? text) => text;

    public static ExportValue Of(decimal? number) => new(null, number);

    public static ExportValue Of(DateOnly? day) => new(null, null, day);
}

/// <param name="Width">In characters.</param>
public sealed record ExportColumn<TLine>(string Header, int Width, Func<TLine, ExportValue> Value);
