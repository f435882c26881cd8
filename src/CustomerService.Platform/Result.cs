using System.Diagnostics.CodeAnalysis;

namespace CustomerService.Platform;

/// <summary>An expected refusal with a name. The code is the key of the text shown to the user; exceptions are for bugs.</summary>
/// <param name="Code">Stable, lower-case, dotted: <c>quiz.already-submitted</c>. In Pascal case, it is the key of the text in the resources of the
/// capability that shows it: <c>QuizAlreadySubmitted</c>.</param>
public abstract record Refusal(string Code)
{
    /// <summary>The arguments of the text, in order.</summary>
    public virtual IReadOnlyList<object?> Arguments => [];
}

/// <summary>The requested item does not exist or is not visible to the user; the response does not reveal which.</summary>
public sealed record NotFound() : Refusal("not-found");

/// <summary>The user may see the item but may not do this with it.</summary>
public sealed record NotAllowed() : Refusal("not-allowed");

/// <summary>Outcome of a use case: success, or a named refusal.</summary>
public class Result
{
    /// <summary>Success.</summary>
    public static Result Done { get; } = new(null);

    protected Result(Refusal? refusal) => Refusal = refusal;

    /// <summary>The refusal; null on success.</summary>
    public Refusal? Refusal { get; }

    public virtual bool Succeeded => Refusal is null;

    public static implicit operator Result(Refusal refusal) => new(refusal);

    public static Result FromRefusal(Refusal refusal) => new(refusal);
}

/// <summary>Outcome of a use case that returns a value.</summary>
public sealed class Result<T> : Result
{
    private Result(T? value, Refusal? refusal) : base(refusal) => Value = value;

    /// <summary>The value; null when refused.</summary>
    public T? Value { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    public override bool Succeeded => base.Succeeded;

    /// <summary>Success, for a <typeparamref name="T"/> that is an interface and so has no conversion.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "As the conversions.")]
    public static Result<T> Of(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The conversions are the readable form.")]
    public static implicit operator Result<T>(T value) => new(value, null);

    [SuppressMessage("Usage", "CA2225", Justification = "The conversions are the readable form.")]
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
