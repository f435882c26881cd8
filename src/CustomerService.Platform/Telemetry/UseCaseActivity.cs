using System.Diagnostics;
using CustomerService.Platform.Persistence;

namespace CustomerService.Platform.Telemetry;

/// <summary>The activity (span) of a use case, with the class name of the use case as its name. A use case that does all its work in a
/// <see cref="UnitOfWork"/> gets it from there; every other one begins with <c>using var activity = UseCaseActivity.Start(nameof(OpenLesson));</c>.
/// Tags hold ids and names of ours, never people's data.</summary>
public static class UseCaseActivity
{
    public const string SourceName = "CustomerService.UseCases";

    /// <summary>Why a use case refused: the <see cref="Refusal.Code"/>.</summary>
    public const string RefusalTag = "academy.refusal";

    /// <summary>How often its unit of work ran again because another won a race.</summary>
    public const string LostRacesTag = "academy.lost_races";

    private static readonly ActivitySource Source = new(SourceName);

    /// <returns>Null where nobody listens, and inside an activity of the same use case.</returns>
    public static Activity? Start(string useCase) =>
        Source.HasListeners() && Current?.OperationName != useCase ? Source.StartActivity(useCase) : null;

    /// <summary>Starts the activity of the use case whose code <paramref name="work"/> is: the outermost class that declares it.</summary>
    internal static Activity? Start(Delegate work)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var type = work.Method.DeclaringType!;
        while (type.DeclaringType is { } outer)
        {
            type = outer; // a lambda is declared by a class that the compiler nests in the use case
        }

        return Start(type.Name);
    }

    /// <summary>Notes how the current use case ended.</summary>
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

    /// <summary>Notes that the current use case failed: by the exception's type, since a message may hold people's data.</summary>
    internal static void Fail(Exception exception) =>
        Current?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", exception.GetType().FullName);

    private static Activity? Current => Activity.Current is { } activity && activity.Source == Source ? activity : null;
}
