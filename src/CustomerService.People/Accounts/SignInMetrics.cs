using System.Diagnostics.Metrics;

namespace CustomerService.People.Accounts;

/// <summary>Sign-in metrics.</summary>
public sealed class SignInMetrics
{
    public const string MeterName = "CustomerService.People";

    /// <summary>Sign-in attempts with a password, by <c>academy.outcome</c>: <c>succeeded</c> or the refusal code.</summary>
    public const string SignIns = "academy.sign_ins";

    private readonly Counter<long> _signIns;

    public SignInMetrics(IMeterFactory meters) =>
        _signIns = meters.Create(MeterName).CreateCounter<long>(SignIns, "{attempt}", "Attempts to sign in with a password");

    internal void Attempted(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("academy.outcome", outcome));
}
