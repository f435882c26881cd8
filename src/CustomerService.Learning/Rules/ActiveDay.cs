namespace CustomerService.Learning.Rules;

/// <summary>How long a learner was seen working in an enrolment on one day: pages of the course in sight and in use. Beside the credited time
/// it shows work done; it is nobody's mark, and without a script nothing is counted.</summary>
public sealed class ActiveDay
{
    /// <summary>Most that one post can add, in seconds: the script posts at least that often.</summary>
    public const int MostOfPost = 30;

    /// <summary>Most that one day can hold, in seconds.</summary>
    public const int MostOfDay = 8 * 60 * 60;

    private ActiveDay() { }

    public ActiveDay(Guid enrolmentId, DateOnly day)
    {
        EnrolmentId = enrolmentId;
        Day = day;
    }

    public Guid EnrolmentId { get; private set; }

    /// <summary>In the academy's time zone.</summary>
    public DateOnly Day { get; private set; }
    public int Seconds { get; private set; }

    /// <summary>When the last post was counted; null before the first.</summary>
    public DateTime? LastAtUtc { get; private set; }

    /// <summary>Counts what a page reports, and never more than has passed since the last report: two open pages count once.</summary>
    public void Count(int seconds, DateTime nowUtc)
    {
        var passed = LastAtUtc is { } last ? (int)Math.Clamp((nowUtc - last).TotalSeconds, 0, MostOfPost) : MostOfPost;
        Seconds = Math.Min(MostOfDay, Seconds + Math.Clamp(seconds, 0, passed));
        LastAtUtc = nowUtc;
    }
}
