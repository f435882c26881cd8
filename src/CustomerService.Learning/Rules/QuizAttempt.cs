using System.Globalization;
using System.Linq.Expressions;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Preferences;

namespace CustomerService.Learning.Rules;

public enum AttemptState
{
    Open,

    /// <summary>Submitted by the learner, or by the server at the deadline.</summary>
    Submitted,
}

/// <summary>An attempt at the final quiz. Pins the revision and the draw, so that it can be shown and graded again years later.</summary>
public sealed class QuizAttempt
{
    private QuizAttempt() { }

    /// <param name="number">1, 2, … within the enrolment.</param>
    /// <param name="drawSeed">With the revision and the items seen it reproduces the drawn quiz and the order of its options.</param>
    /// <param name="seenItems">Items of the earlier attempts of the enrolment.</param>
    public QuizAttempt(
        Guid id, Guid enrolmentId, Guid personId, Guid revisionId, int number, long drawSeed, IEnumerable<string> seenItems, Language language,
        DateTime startedAtUtc, DateTime deadlineAtUtc)
    {
        SeenItems = string.Join(' ', seenItems);
        Language = language.Code();
        Id = id;
        EnrolmentId = enrolmentId;
        PersonId = personId;
        RevisionId = revisionId;
        Number = number;
        DrawSeed = drawSeed;
        StartedAtUtc = startedAtUtc;
        DeadlineAtUtc = deadlineAtUtc;
    }

    public Guid Id { get; private set; }
    public Guid EnrolmentId { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid RevisionId { get; private set; }
    public int Number { get; private set; }
    public long DrawSeed { get; private set; }

    /// <summary>Ids, separated by spaces, of the items that the draw avoided where it could.</summary>
    public string SeenItems { get; private set; } = "";

    /// <summary>The user's language at the start: item statistics are grouped by language.</summary>
    public string Language { get; private set; } = "fa";
    public DateTime StartedAtUtc { get; private set; }

    /// <summary>The server's deadline; answers that arrive later than <see cref="Grace"/> after it are not counted.</summary>
    public DateTime DeadlineAtUtc { get; private set; }

    /// <summary>When an answer was last saved. Writing it also takes the row lock that excludes a concurrent submission.</summary>
    public DateTime? LastAnswerAtUtc { get; private set; }
    public AttemptState State { get; private set; }
    public DateTime? SubmittedAtUtc { get; private set; }

    /// <summary>Points reached and possible; null while open.</summary>
    public decimal? Points { get; private set; }
    public decimal? MaxPoints { get; private set; }
    public bool? Passed { get; private set; }

    /// <summary>Points as a whole percentage, rounded half up; null while open.</summary>
    public int? Percent { get; private set; }

    /// <summary>The graded <see cref="QuizResult"/> as JSON.</summary>
    public string? Result { get; private set; }

    /// <summary>Network delay allowed for an answer given in time.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether an open attempt with this deadline accepts an answer that arrived at this time.</summary>
    public static bool TakesAnswersAt(DateTime deadlineAtUtc, DateTime arrivedAtUtc) => arrivedAtUtc <= deadlineAtUtc + Grace;

    /// <summary>Whether the server submits an open attempt with this deadline: the deadline, the grace and as long again for saving are over.</summary>
    public static bool HasExpiredAt(DateTime deadlineAtUtc, DateTime nowUtc) => nowUtc > deadlineAtUtc + Grace + Grace;

    /// <summary>Open, expired attempts: <see cref="HasExpiredAt(DateTime, DateTime)"/> as a database query.</summary>
    public static Expression<Func<QuizAttempt, bool>> LapsedAt(DateTime nowUtc)
    {
        var before = nowUtc - Grace - Grace;
        return attempt => attempt.State == AttemptState.Open && attempt.DeadlineAtUtc < before;
    }

    /// <summary>Submits the attempt; after the deadline, with the deadline as its time.</summary>
    public void Submit(QuizResult result, DateTime nowUtc)
    {
        State = AttemptState.Submitted;
        SubmittedAtUtc = nowUtc < DeadlineAtUtc ? nowUtc : DeadlineAtUtc;
        Points = result.Points;
        MaxPoints = result.MaxPoints;
        Percent = result.Percent;
        Passed = result.Passed;
        Result = result.ToJson();
    }
}

/// <summary>The last answer a learner gave to an item of an attempt; each is committed before it is confirmed to the learner.</summary>
public sealed class AttemptAnswer
{
    private AttemptAnswer() { }

    /// <param name="response">The response as JSON.</param>
    /// <param name="order">Its place among the answers of the page it was given on; null where the page did not say.</param>
    public AttemptAnswer(Guid attemptId, string itemId, string response, DateTime savedAtUtc, AnswerOrder? order = null)
    {
        Page = order?.Page;
        PageOrder = order?.Number;
        AttemptId = attemptId;
        ItemId = itemId;
        Response = response;
        SavedAtUtc = savedAtUtc;
    }

    public Guid AttemptId { get; private set; }
    public string ItemId { get; private set; } = "";
    public string Response { get; private set; } = "";
    public DateTime SavedAtUtc { get; private set; }

    /// <summary>The opened page that the answer was given on, and the answer's number on it.</summary>
    public Guid? Page { get; private set; }

    /// <inheritdoc cref="Page"/>
    public int? PageOrder { get; private set; }
}

/// <summary>Which of the answers of one opened page this is: two posts of a page may overtake each other on their way.</summary>
/// <param name="Page">Drawn by the script each time the page is opened.</param>
/// <param name="Number">Counts the answers of that page from 1.</param>
public sealed record AnswerOrder(Guid Page, int Number)
{
    /// <summary>Names of the form fields.</summary>
    public const string PageField = "page";

    /// <inheritdoc cref="PageField"/>
    public const string NumberField = "order";

    /// <returns>Null where the fields do not say; such an answer counts as later than any before it.</returns>
    public static AnswerOrder? Read(IEnumerable<KeyValuePair<string, string>> fields)
    {
        string? Field(string name) => fields.FirstOrDefault(f => f.Key == name).Value;
        return Guid.TryParse(Field(PageField), out var page) && int.TryParse(Field(NumberField), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(page, number)
            : null;
    }

    /// <summary>Whether an arriving answer was given before the kept one, on the same page.</summary>
    public static bool IsOvertaken(AnswerOrder? arriving, AnswerOrder? kept) =>
        arriving is not null && kept is not null && arriving.Page == kept.Page && arriving.Number < kept.Number;
}
