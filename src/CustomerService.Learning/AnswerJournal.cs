using System.Threading.Channels;
using CustomerService.Learning.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CustomerService.Learning;

/// <summary>
/// Writes answers to disk. Answers that arrive while a commit is running share the next one (at most <see cref="BatchSize"/>), so many
/// learners cost one flush of the disk; a caller is told "saved" only after the commit that holds the answer. A full queue makes
/// callers wait. Stopping drains it. Each node has its own journal: the attempts' rows order them among each other.
/// </summary>
public sealed partial class AnswerJournal : IHostedService, IAsyncDisposable
{
    public const int BatchSize = 64;
    private const int QueueLength = 2048;

    /// <summary>So many answers in a row that fail alone mean that the database is away, not that an answer is bad.</summary>
    private const int FailuresThatMeanOutage = 3;

    private readonly Channel<Entry> queue = Channel.CreateBounded<Entry>(new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly IDbContextFactory<AppDbContext> contexts;
    private readonly QuizForms forms;
    private readonly TimeProvider clock;
    private readonly ILogger<AnswerJournal> logger;
    private readonly Lazy<Task> writing;

    public AnswerJournal(IDbContextFactory<AppDbContext> contexts, QuizForms forms, TimeProvider clock, ILogger<AnswerJournal> logger)
    {
        this.contexts = contexts;
        this.forms = forms;
        this.clock = clock;
        this.logger = logger;
        writing = new Lazy<Task>(() => Task.Run(WriteAsync));
    }

    /// <summary>Saves an answer: done means committed.</summary>
    /// <param name="arrivedAtUtc">When it reached the server: the deadline is compared with this, however long the queue is.</param>
    public async Task<Result<SavedAnswer>> SaveAsync(
        Guid personId, Guid attemptId, string itemId, Response response, DateTime arrivedAtUtc, CancellationToken cancellation = default)
    {
        var json = response.ToJson();
        if (json.Length > Response.MaxLength)
        {
            return new AnswerTooLong(Response.MaxLength);
        }

        var entry = new Entry(personId, attemptId, itemId, response, json, arrivedAtUtc);
        return await EnqueueAsync(entry, cancellation) ? await entry.Done.Task : new TryAgain();
    }

    /// <summary>Waits until every answer that this node was given before has been written or refused.</summary>
    public async Task FlushAsync(CancellationToken cancellation = default)
    {
        var marker = new Entry(default, default, "", new BlankResponse(), "", default) { IsMarker = true };
        if (await EnqueueAsync(marker, cancellation))
        {
            await marker.Done.Task;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Takes no more answers and writes those it has.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        if (writing.IsValueCreated)
        {
            await writing.Value.WaitAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private async ValueTask<bool> EnqueueAsync(Entry entry, CancellationToken cancellation)
    {
        _ = writing.Value;
        try
        {
            await queue.Writer.WriteAsync(entry, cancellation);
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }

    private async Task WriteAsync()
    {
        var batch = new List<Entry>(BatchSize);
        while (await queue.Reader.WaitToReadAsync())
        {
            // Those who were just answered send their next at once: let them in.
            await Task.Yield();
            while (batch.Count < BatchSize && queue.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            var answers = batch.FindAll(e => !e.IsMarker);
            if (answers.Count > 0)
            {
                await CommitAsync(answers);
            }

            foreach (var marker in batch.Where(e => e.IsMarker))
            {
                marker.Done.TrySetResult(new TryAgain());
            }

            batch.Clear();
        }
    }

    /// <summary>Commits answers together; where that fails, one by one, so that a bad one harms nobody else.</summary>
    private async Task CommitAsync(List<Entry> answers)
    {
        try
        {
            await CommitTogetherAsync(answers);
            return;
        }
        catch (Exception e) when (answers.Count > 1)
        {
            BatchFailed(logger, answers.Count, e.GetType().Name);
        }
        catch (Exception e)
        {
            AnswerFailed(logger, answers[0].AttemptId, e.GetType().Name);
            answers[0].Done.TrySetException(e);
            return;
        }

        var failures = 0;
        foreach (var answer in answers)
        {
            if (failures >= FailuresThatMeanOutage)
            {
                answer.Done.TrySetResult(new TryAgain());
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
                AnswerFailed(logger, answer.AttemptId, e.GetType().Name);
                answer.Done.TrySetException(e);
            }
        }
    }

    private async Task CommitTogetherAsync(List<Entry> answers)
    {
        var known = new Dictionary<Guid, AttemptForm?>();
        foreach (var id in answers.Select(a => a.AttemptId).Distinct())
        {
            known.Add(id, await forms.GetAsync(id));
        }

        await using var probe = await contexts.CreateDbContextAsync();
        var outcomes = await probe.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var db = await contexts.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            var results = await WriteBatchAsync(db, answers, known);
            await transaction.CommitAsync();
            return results;
        });
        for (var i = 0; i < answers.Count; i++)
        {
            answers[i].Done.TrySetResult(outcomes[i]);
        }
    }

    private async Task<Result<SavedAnswer>[]> WriteBatchAsync(AppDbContext db, List<Entry> answers, Dictionary<Guid, AttemptForm?> known)
    {
        var now = clock.UtcNow();
        var ids = known.Keys.ToArray();

        // First the lock: from here to the commit none of these attempts can be handed in, and one being handed in is waited for.
        await db.Set<QuizAttempt>().Where(a => ids.Contains(a.Id) && a.State == AttemptState.Open)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.LastAnswerAtUtc, now));
        var attempts = await db.Set<QuizAttempt>().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.State, a.DeadlineAtUtc }).ToDictionaryAsync(a => a.Id);

        var results = new Result<SavedAnswer>[answers.Count];
        var rows = new Dictionary<(Guid Attempt, string Item), Entry>();
        for (var i = 0; i < answers.Count; i++)
        {
            var answer = answers[i];
            var attempt = attempts.GetValueOrDefault(answer.AttemptId);
            Refusal? refusal = attempt is null || known[answer.AttemptId] is not { } form || form.PersonId != answer.PersonId || form.Form.Item(answer.ItemId) is null ? new NotFound()
                : attempt.State == AttemptState.Submitted ? new AttemptAlreadySubmitted(answer.AttemptId)
                : answer.ArrivedAtUtc > attempt.DeadlineAtUtc + QuizAttempt.Grace ? new DeadlinePassed()
                : null;
            if (refusal is null)
            {
                // Of two answers to one item in a batch the later stands; both were taken.
                rows[(answer.AttemptId, answer.ItemId)] = answer;
                results[i] = new SavedAnswer(answer.ItemId, answer.Response, now);
            }
            else
            {
                results[i] = refusal;
            }
        }

        var items = rows.Keys.Select(k => k.Item).Distinct(StringComparer.Ordinal).ToArray();
        var existing = (await db.Set<AttemptAnswer>().Where(a => ids.Contains(a.AttemptId) && items.Contains(a.ItemId)).Select(a => new { a.AttemptId, a.ItemId }).ToListAsync())
            .Select(a => (a.AttemptId, a.ItemId)).ToHashSet();
        foreach (var (key, answer) in rows)
        {
            var row = new AttemptAnswer(key.Attempt, key.Item, answer.Json, now);
            db.Entry(row).State = existing.Contains(key) ? EntityState.Modified : EntityState.Added;
        }

        await db.SaveChangesAsync();
        return results;
    }

    [LoggerMessage(1, LogLevel.Warning, "A commit of {Count} answers failed and is repeated one by one: {Error}")]
    private static partial void BatchFailed(ILogger logger, int count, string error);

    [LoggerMessage(2, LogLevel.Error, "An answer of attempt {AttemptId} could not be saved: {Error}")]
    private static partial void AnswerFailed(ILogger logger, Guid attemptId, string error);

    private sealed record Entry(Guid PersonId, Guid AttemptId, string ItemId, Response Response, string Json, DateTime ArrivedAtUtc)
    {
        /// <summary>No answer, only a place in the queue.</summary>
        public bool IsMarker { get; init; }

        public TaskCompletionSource<Result<SavedAnswer>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
