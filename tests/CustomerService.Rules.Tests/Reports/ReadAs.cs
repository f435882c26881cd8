using System.Globalization;
using CustomerService.Platform.Localization;

namespace CustomerService.Rules.Tests.Reports;

/// <summary>Does something as a request in a language does it.</summary>
internal static class ReadAs
{
    public static T In<T>(Language language, Func<T> work)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language.Culture();
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    public static async Task InAsync(Language language, Func<Task> work)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language.Culture();
        try
        {
            await work();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
