using System.Threading.Channels;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Learning.Quizzes;

/// <summary>
/// Writes answers to the database by group commit. Answers that arrive while a commit is running go into the next batch (at most
/// <see cref="BatchSize"/>), so many learners cost one disk flush; a caller gets "saved" only after the commit that contains the
/// answer. A full queue makes callers wait. Stopping drains the queue. Each node has its own writer; row locks on the attempts
/// synchronise the nodes.
/// </summary>
public sealed partial class AnswerWriter : IHostedService, IAsyncDisposable
{
    public const int BatchSize = 64;
    private const int QueueLength = 2048;

    /// <summary>This many consecutive individual failures mean that the database is unavailable, not that an answer is bad.</summary>
    private const int FailuresThatMeanOutage = 3;

    private readonly Channel<Message> _queue = Channel.CreateBounded<Message>(new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly UnitOfWork _work;
    private readonly AttemptSnapshotCache _snapshots;
    private readonly LearningMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly ILogger<AnswerWriter> _logger;
    private readonly Lazy<Task> _writing;

    public AnswerWriter(UnitOfWork work, AttemptSnapshotCache snapshots, LearningMetrics metrics, TimeProvider clock, ILogger<AnswerWriter> logger)
    {
        _work = work;
        _snapshots = snapshots;
        _metrics = metrics;
        _clock = clock;
        _logger = logger;
        _writing = new Lazy<Task>(() =>
        {
            // The writer outlives the request whose answer starts it, so it must not capture its execution context, such as its activity.
            using (ExecutionContext.SuppressFlow())
            {
                return Task.Run(WriteAsync);
            }
        });
    }

    /// <summary>Saves an answer: the task completes after the commit.</summary>
    /// <param name="arrivedAtUtc">When it reached the server: compared with the deadline, however long the queue is.</param>
    /// <param name="order">Its place among the answers of one opened page; an overtaken one is confirmed and not kept.</param>
    public async Task<Result<SavedAnswer>> SaveAsync(
        Guid personId, Guid attemptId, string itemId, Response response, DateTime arrivedAtUtc, AnswerOrder? order, CancellationToken cancellationToken = default)
    {
        var json = response.ToJson();
        if (json.Length > Response.MaxLength)
        {
            return new AnswerTooLong(Response.MaxLength);
        }

        var answer = new QueuedAnswer(personId, attemptId, itemId, response, json, arrivedAtUtc, order);
        return await EnqueueAsync(answer, cancellationToken) ? await answer.Saved.Task : new TryAgain();
    }

    /// <summary>Waits until every answer queued on this node before this call has been written or refused.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        var flush = new FlushRequest();
        // A stopping writer accepts no more messages: what is queued has been written when it has ended.
        await (await EnqueueAsync(flush, cancellationToken) ? flush.Reached.Task : _writing.Value);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stops accepting answers and writes those in the queue.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (_writing.IsValueCreated)
        {
            await _writing.Value.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    /// <returns>False where the writer is stopping.</returns>
    private async ValueTask<bool> EnqueueAsync(Message message, CancellationToken cancellationToken)
    {
        _ = _writing.Value;
        try
        {
            await _queue.Writer.WriteAsync(message, cancellationToken);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<Message>(BatchSize);
        while (await _queue.Reader.WaitToReadAsync())
        {
            // Callers just confirmed send their next answer at once: let them into the batch.
            await Task.Yield();
            while (batch.Count < BatchSize && _queue.Reader.TryRead(out var message))
            {
                batch.Add(message);
            }

            List<QueuedAnswer> answers = [.. batch.OfType<QueuedAnswer>()];
            if (answers.Count > 0)
            {
                await CommitAsync(answers);
            }

            foreach (var flush in batch.OfType<FlushRequest>())
            {
                flush.Reached.TrySetResult();
            }

            batch.Clear();
        }
    }

    /// <summary>Commits answers as a batch; if that fails, one by one, so that a bad one does not affect the others.</summary>
    private async Task CommitAsync(List<QueuedAnswer> answers)
    {
        try
        {
            await CommitTogetherAsync(answers);
            return;
        }
        catch (Exception e) when (answers.Count > 1)
        {
            BatchFailed(_logger, answers.Count, e);
        }
        catch (Exception e)
        {
            AnswerFailed(_logger, answers[0].AttemptId, e);
            _metrics.Failed();
            answers[0].Saved.TrySetException(e);
            return;
        }

        var failures = 0;
        foreach (var answer in answers)
        {
            if (failures >= FailuresThatMeanOutage)
            {
                answer.Saved.TrySetResult(new TryAgain());
                continue;
            }

            try
            {
                await CommitTogetherAsync([answer]);
                failures = 0;
            }
            catch (Exception e)
            {
                failures++;
                AnswerFailed(_logger, answer.AttemptId, e);
                _metrics.Failed();
                answer.Saved.TrySetException(e);
            }
        }
    }

    private async Task CommitTogetherAsync(List<QueuedAnswer> answers)
    {
        var known = new Dictionary<Guid, AttemptSnapshot?>();
        foreach (var id in answers.Select(a => a.AttemptId).Distinct())
        {
            known.Add(id, await _snapshots.GetAsync(id));
        }

        var outcomes = await _work.RunAsync(db => WriteBatchAsync(db, answers, known));
        _metrics.Saved(outcomes.Count(o => o.Succeeded));
        for (var i = 0; i < answers.Count; i++)
        {
            answers[i].Saved.TrySetResult(outcomes[i]);
        }
    }

    private async Task<Result<SavedAnswer>[]> WriteBatchAsync(AppDbContext db, List<QueuedAnswer> answers, Dictionary<Guid, AttemptSnapshot?> known)
    {
        var now = _clock.UtcNow();
        var ids = known.Keys.ToArray();

        // Lock first: from here to the commit none of these attempts can be submitted, and a running submission is waited for.
        await db.Set<QuizAttempt>().Where(a => ids.Contains(a.Id) && a.State == AttemptState.Open)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.LastAnswerAtUtc, now));
        var attempts = await db.Set<QuizAttempt>().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.State, a.DeadlineAtUtc }).ToDictionaryAsync(a => a.Id);

        var results = new Result<SavedAnswer>[answers.Count];
        var rows = new Dictionary<(Guid Attempt, string Item), QueuedAnswer>();
        for (var i = 0; i < answers.Count; i++)
        {
            var answer = answers[i];
            var attempt = attempts.GetValueOrDefault(answer.AttemptId);
            Refusal? refusal = attempt is null || known[answer.AttemptId] is not { } snapshot || snapshot.PersonId != answer.PersonId || snapshot.Quiz.Item(answer.ItemId) is null ? new NotFound()
                : attempt.State == AttemptState.Submitted ? new AttemptAlreadySubmitted(answer.AttemptId)
                : !QuizAttempt.TakesAnswersAt(attempt.DeadlineAtUtc, answer.ArrivedAtUtc) ? new DeadlinePassed()
                : null;
            if (refusal is null)
            {
                // Of two answers to one item in a batch the later is stored; both are confirmed.
                if (!AnswerOrder.IsOvertaken(answer.Order, rows.GetValueOrDefault((answer.AttemptId, answer.ItemId))?.Order))
                {
                    rows[(answer.AttemptId, answer.ItemId)] = answer;
                }

                results[i] = new SavedAnswer(answer.ItemId, answer.Response, now);
            }
            else
            {
                results[i] = refusal;
            }
        }

        var items = rows.Keys.Select(k => k.Item).Distinct(StringComparer.Ordinal).ToArray();
        var existing = (await db.Set<AttemptAnswer>().Where(a => ids.Contains(a.AttemptId) && items.Contains(a.ItemId))
                .Select(a => new { a.AttemptId, a.ItemId, a.Page, a.PageOrder }).ToListAsync())
            .ToDictionary(a => (a.AttemptId, a.ItemId), a => a is { Page: { } page, PageOrder: { } number } ? new AnswerOrder(page, number) : null);
        foreach (var (key, answer) in rows.Where(r => !AnswerOrder.IsOvertaken(r.Value.Order, existing.GetValueOrDefault(r.Key))))
        {
            var row = new AttemptAnswer(key.Attempt, key.Item, answer.Json, now, answer.Order);
            db.Entry(row).State = existing.ContainsKey(key) ? EntityState.Modified : EntityState.Added;
        }

        return results;
    }

    [LoggerMessage(1, LogLevel.Warning, "A commit of {Count} answers failed and is repeated one by one")]
    private static partial void BatchFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(2, LogLevel.Error, "An answer of attempt {AttemptId} could not be saved")]
    private static partial void AnswerFailed(ILogger logger, Guid attemptId, Exception exception);

    /// <summary>A message in the queue.</summary>
    private abstract record Message;

    private sealed record QueuedAnswer(Guid PersonId, Guid AttemptId, string ItemId, Response Response, string Json, DateTime ArrivedAtUtc, AnswerOrder? Order) : Message
    {
        public TaskCompletionSource<Result<SavedAnswer>> Saved { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A marker, reached when all answers before it are written or refused.</summary>
    private sealed record FlushRequest : Message
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
