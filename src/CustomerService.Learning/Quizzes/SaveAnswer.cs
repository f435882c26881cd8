using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Telemetry;

namespace CustomerService.Learning.Quizzes;

/// <summary>The answer is committed.</summary>
/// <param name="Response">The saved response, as read from the form fields.</param>
public sealed record SavedAnswer(string ItemId, Response Response, DateTime SavedAtUtc);

/// <summary>Saves the answer to one item of an open attempt. On return it is durable: the answer survives a killed server.
/// The last answer to arrive wins; of two answers of one opened page, the one that was given last.</summary>
public sealed class SaveAnswer(AttemptSnapshotCache snapshots, AnswerWriter writer, TimeProvider clock)
{
    /// <param name="fields">The form fields, with names from <see cref="ResponseFields"/>; fields of other items are ignored.</param>
    /// <returns><see cref="NotFound"/>, <see cref="AttemptAlreadySubmitted"/>, <see cref="DeadlinePassed"/>, or a refusal of the family <c>answer.*</c>.</returns>
    public async Task<Result<SavedAnswer>> RunAsync(
        Guid personId, Guid attemptId, string itemId, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(SaveAnswer));
        var arrivedAt = clock.UtcNow();
        if ((await snapshots.OwnAsync(personId, attemptId, cancellationToken))?.Quiz.Item(itemId) is not { } drawn)
        {
            return new NotFound();
        }

        var read = ResponseReader.Read(drawn, fields);
        return read.Succeeded ? await writer.SaveAsync(personId, attemptId, itemId, read.Value, arrivedAt, AnswerOrder.Read(fields), cancellationToken) : read.Refusal!;
    }

    /// <inheritdoc cref="RunAsync(Guid, Guid, string, IEnumerable{KeyValuePair{string, string}}, CancellationToken)"/>
    public Task<Result<SavedAnswer>> RunAsync(Guid personId, Guid attemptId, string itemId, Response response, CancellationToken cancellationToken = default) =>
        writer.SaveAsync(personId, attemptId, itemId, response, clock.UtcNow(), order: null, cancellationToken);
}
