using System.Globalization;
using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Components.Tests;

/// <summary>Components rendered for one reader: its texts, numbers and dates.</summary>
public sealed class ReadAs : IDisposable
{
    private readonly BunitContext _context = new();
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public ReadAs(Language language, CalendarKind? calendar = null, DigitSet? digits = null)
    {
        var usual = LocalizedFormatter.For(language);
        Formatter = new(language, calendar ?? usual.Calendar, digits ?? usual.DigitSet, usual.Days.Zone);
        _context.Services.AddSingleton(Formatter);
        _context.Services.AddOptions<AcademyOptions>();
        _context.Services.AddSingleton<AcademyProfile>();
        CultureInfo.CurrentUICulture = language.Culture();
    }

    public LocalizedFormatter Formatter { get; }

    public BunitContext Context => _context;

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _context.Dispose();
    }
}
