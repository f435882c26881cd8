using System.Data.Common;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;

namespace CustomerService.People.Sessions;

/// <summary>Ends the sessions that a restored copy contains: whatever ended since the copy was made, by a sign-out, a new password or a deactivation,
/// would be open again. A copy of a time before there were sessions has none, and its cookies open nothing.</summary>
internal sealed class EndRestoredSessions(TimeProvider clock) : IRestoreStep
{
    public async Task RunAsync(DbConnection copy, CancellationToken cancellationToken)
    {
        await using var command = copy.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'UserSessions'";
        if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            return;
        }

        command.CommandText = "UPDATE UserSessions SET EndedAtUtc = $now, EndReason = $reason WHERE EndedAtUtc IS NULL";
        Add("$now", clock.UtcNow());
        Add("$reason", nameof(SessionEnd.Restored));
        await command.ExecuteNonQueryAsync(cancellationToken);

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
