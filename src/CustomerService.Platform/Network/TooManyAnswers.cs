using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CustomerService.Platform.Network;

public static class TooManyAnswers
{
    /// <summary>Marks a page that says "too many" as such for programs: status 429, and when to come back.</summary>
    public static void TooMany(this HttpResponse response, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(response);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
