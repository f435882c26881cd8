using System.Globalization;
using System.Security.Claims;

namespace CustomerService.Platform.Localization;

/// <summary>Who reads in a circuit, which has no request to say so: one for each circuit, filled before anything is rendered in it. In a request it
/// stays empty.</summary>
public sealed class ReaderContext
{
    /// <summary>Null: not in a circuit.</summary>
    public ClaimsPrincipal? Person { get; set; }

    /// <summary>Null: not in a circuit.</summary>
    public Language? Language { get; private set; }

    /// <summary>From now on this circuit speaks the language.</summary>
    public void Read(Language language)
    {
        Language = language;
        Apply();
    }

    /// <summary>Gives the present work the circuit's language, whatever request or timer began it.</summary>
    public void Apply()
    {
        if (Language is { } language)
        {
            CultureInfo.CurrentUICulture = language.Culture();
        }
    }
}
