using System.Diagnostics.Metrics;

namespace CustomerService.Learning;

/// <summary>Metrics of learning; completions are counted as domain events.</summary>
public sealed class LearningMetrics
{
    public const string MeterName = "CustomerService.Learning";

    /// <summary>Quiz answers that were committed.</summary>
    public const string AnswersSaved = "academy.answers.saved";

    /// <summary>Quiz answers that could not be committed because of a failure.</summary>
    public const string AnswersFailed = "academy.answers.failed";

    private readonly Counter<long> _saved;
    private readonly Counter<long> _failed;

    public LearningMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _saved = meter.CreateCounter<long>(AnswersSaved, "{answer}", "Quiz answers that were committed");
        _failed = meter.CreateCounter<long>(AnswersFailed, "{answer}", "Quiz answers that could not be committed");
    }

    internal void Saved(int answers) => _saved.Add(answers);

    internal void Failed() => _failed.Add(1);
}
