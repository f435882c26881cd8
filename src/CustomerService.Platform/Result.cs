using System.Diagnostics.CodeAnalysis;

namespace CustomerService.Platform;

/// <summary>An expected "no" with a name. The code is the key of the text shown to the person; exceptions are for bugs.</summary>
/// <param name="Code">Stable, lower-case, dotted: <c>quiz.already-submitted</c>. In capitals, it is the key of the text in the resources of the
/// capability that shows it: <c>QuizAlreadySubmitted</c>.</param>
public abstract record Refusal(string Code)
{
    /// <summary>What the text names, in order.</summary>
    public virtual IReadOnlyList<object?> Arguments => [];
}

/// <summary>What was asked for does not exist, or is not the asker's to see: the two are told apart to nobody.</summary>
public sealed record NotFound() : Refusal("not-found");

/// <summary>The asker may see the thing but may not do this with it.</summary>
public sealed record NotAllowed() : Refusal("not-allowed");

/// <summary>Outcome of a use case: done, or refused for a named reason.</summary>
public class Result
{
    /// <summary>The one outcome that needs no detail.</summary>
    public static Result Done { get; } = new(null);

    protected Result(Refusal? refusal) => Refusal = refusal;

    /// <summary>Why not; null when done.</summary>
    public Refusal? Refusal { get; }

    public virtual bool Succeeded => Refusal is null;

    public static implicit operator Result(Refusal refusal) => new(refusal);

    public static Result FromRefusal(Refusal refusal) => new(refusal);
}

/// <summary>Outcome of a use case that yields a value.</summary>
public sealed class Result<T> : Result
{
    private Result(T? value, Refusal? refusal) : base(refusal) => Value = value;

    /// <summary>The value; null when refused.</summary>
    public T? Value { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public override bool Succeeded => base.Succeeded;

    [SuppressMessage("Usage", "CA2225", Justification = "The conversions are the readable form.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The conversions are the readable form.")]
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
