using System.Diagnostics.Metrics;

namespace CustomerService.People.Accounts;

/// <summary>What operators see of sign-in.</summary>
public sealed class SignInMetrics
{
    public const string MeterName = "CustomerService.People";

    /// <summary>Attempts to sign in with a password, by <c>academy.outcome</c>: <c>succeeded</c> or the code of the refusal.</summary>
    public const string SignIns = "academy.sign_ins";

    private readonly Counter<long> _signIns;

    public SignInMetrics(IMeterFactory meters) =>
        _signIns = meters.Create(MeterName).CreateCounter<long>(SignIns, "{attempt}", "Attempts to sign in with a password");

    internal void Attempted(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("academy.outcome", outcome));
}
