using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Learning.Quizzes;

/// <param name="Saved">Items whose answers are committed.</param>
/// <param name="Refused">Items whose answers were refused, and why.</param>
public sealed record SavedAnswers(IReadOnlyList<string> Saved, IReadOnlyDictionary<string, Refusal> Refused);

/// <summary>Saves every answer of a page at once, for a learner without JavaScript. Bad answers do not block good ones.</summary>
public sealed class SaveAnswers(AttemptSnapshotCache snapshots, SaveAnswer save)
{
    /// <param name="fields">The form fields, with names from <see cref="ResponseFields"/>; items without fields are left unchanged.</param>
    /// <returns><see cref="NotFound"/> for an attempt that is not the person's; all other refusals are per item.</returns>
    public async Task<Result<SavedAnswers>> RunAsync(
        Guid personId, Guid attemptId, IReadOnlyCollection<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SaveAnswers));
        if (await snapshots.OwnAsync(personId, attemptId, cancellationToken) is not { } attempt)
        {
            return new NotFound();
        }

        // In parallel, so that they share a commit.
        var answers = await Task.WhenAll(attempt.Quiz.Items.Where(i => ResponseReader.Speaks(i.Id, fields)).Select(async item =>
            (item.Id, Result: await save.RunAsync(personId, attemptId, item.Id, fields, cancellationToken))));
        return new SavedAnswers(
            [.. answers.Where(a => a.Result.Succeeded).Select(a => a.Id)],
            answers.Where(a => !a.Result.Succeeded).ToDictionary(a => a.Id, a => a.Result.Refusal!, StringComparer.Ordinal));
    }
}
