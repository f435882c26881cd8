using System.Diagnostics;
using CustomerService.Platform.Persistence;

namespace CustomerService.Platform.Telemetry;

/// <summary>The activity (span) of a use case, named after its class. A use case that does all its work in a
/// <see cref="UnitOfWork"/> gets it from there; every other one starts with <c>using var activity = UseCaseActivity.Start(nameof(OpenLesson));</c>.
/// Tags hold our ids and names, never personal data.</summary>
public static class UseCaseActivity
{
    public const string SourceName = "CustomerService.UseCases";

    /// <summary>Why a use case refused: the <see cref="Refusal.Code"/>.</summary>
    public const string RefusalTag = "academy.refusal";

    /// <summary>The number of retries of its unit of work after conflicts.</summary>
    public const string LostRacesTag = "academy.lost_races";

    private static readonly ActivitySource Source = new(SourceName);

    /// <returns>Null if there is no listener, and inside an activity of the same use case.</returns>
    public static Activity? Start(string useCase) =>
        Source.HasListeners() && Current?.OperationName != useCase ? Source.StartActivity(useCase) : null;

    /// <summary>Starts the activity of the use case that declares <paramref name="work"/>: the outermost declaring class.</summary>
    internal static Activity? Start(Delegate work)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var type = work.Method.DeclaringType!;
        while (type.DeclaringType is { } outer)
        {
            type = outer; // the compiler puts a lambda in a class nested in the use case
        }

        return Start(type.Name);
    }

    /// <summary>Records the outcome of the current use case.</summary>
    internal static void End(object? outcome, int lostRaces)
    {
        if (Current is not { } activity)
        {
            return;
        }

        if (lostRaces > 0)
        {
            activity.SetTag(LostRacesTag, lostRaces);
        }

        if (outcome is Result { Refusal: { } refusal })
        {
            activity.SetTag(RefusalTag, refusal.Code);
        }
    }

    /// <summary>Records that the current use case failed: by exception type, since a message may contain personal data.</summary>
    internal static void Fail(Exception exception) =>
        Current?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName);

    private static Activity? Current => Activity.Current is { } activity && activity.Source == Source ? activity : null;
}
