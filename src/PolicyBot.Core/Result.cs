namespace PolicyBot.Core;

/// <summary>
/// A value, or every problem that stands in its way (never only the first). Warnings may accompany a value.
/// Errors: reading <see cref="Value"/> of a failed result is our own mistake and throws <see cref="InvalidOperationException"/>.
/// </summary>
public sealed class Result<T>
{
    private readonly T? _value;

    private Result(T? value, bool isSuccess, IReadOnlyList<Problem> problems)
    {
        _value = value;
        IsSuccess = isSuccess;
        Problems = problems;
    }

    public bool IsSuccess { get; }

    /// <summary>In the order found; empty for a clean success; only warnings where <see cref="IsSuccess"/>.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public T Value => IsSuccess
        ? _value!
        : throw new InvalidOperationException("A failed result has no value: " + string.Join("; ", Problems));

    public static Result<T> Success(T value, IReadOnlyList<Problem>? warnings = null) => new(value, isSuccess: true, warnings ?? []);

    public static Result<T> Failure(params IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0)
            throw new ArgumentException("A failure names at least one problem.", nameof(problems));
        return new(default, isSuccess: false, problems);
    }

    public static implicit operator Result<T>(T value) => Success(value);
}
