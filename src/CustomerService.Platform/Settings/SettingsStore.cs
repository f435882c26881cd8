using System.Security.Cryptography;
using System.Text.Json;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CustomerService.Platform.Settings;

/// <summary>What the organisation chose, by section: read at start, in force at once where it is changed, and within seconds on other nodes
/// (<see cref="SettingsWatch"/>). Options that are bound to configuration follow by <c>IOptionsMonitor</c>.</summary>
public sealed partial class SettingsStore : ICommitListener
{
    /// <summary>Longest audited text of a change.</summary>
    private const int MaxDetail = 2000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SettingsSection> _sections;
    private readonly IDbContextFactory<AppDbContext> _contexts;
    private readonly SettingsProvider _provider;
    private readonly IConfiguration _configuration;
    private readonly IServiceProvider _services;
    private readonly IDataProtector _protector;
    private readonly ILogger<SettingsStore> _logger;

    public SettingsStore(
        IDbContextFactory<AppDbContext> contexts, IConfiguration configuration, IEnumerable<SettingsSection> sections, IDataProtectionProvider protection, IServiceProvider services,
        ILogger<SettingsStore> logger)
    {
        (_contexts, _configuration, _services, _logger) = (contexts, configuration, services, logger);
        _sections = sections.ToDictionary(s => s.Key, StringComparer.Ordinal);
        _protector = protection.CreateProtector("CustomerService.Platform.Settings");
        _provider = Providers.OfType<SettingsProvider>().Single();
    }

    private IEnumerable<IConfigurationProvider> Providers => ((IConfigurationRoot)_configuration).Providers;

    /// <summary>Whether the operator sets a key: then the office shows it, and does not change it.</summary>
    public bool IsSetByOperator(string key) => Providers.Where(p => p != _provider).Any(p => p.TryGet(key, out var value) && value is not null);

    /// <summary>A section with its present values and version, from the database.</summary>
    public async Task<SettingsView> ViewAsync(AppDbContext db, SettingsSection section, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(section);
        var record = await db.Set<SettingsRecord>().AsNoTracking().SingleOrDefaultAsync(s => s.Section == section.Key, cancellationToken);
        return View(section, record);
    }

    /// <summary>Stores the values of a section within the current transaction, and audits what changed. A value that is empty or the default is not
    /// stored; a secret that is missing stays as it is, an empty one is removed.</summary>
    /// <param name="version">Of the form: <see cref="SettingsView.Version"/>.</param>
    /// <returns>The new version, or <see cref="ChangedMeanwhile"/>, <see cref="SetByOperator"/>, <see cref="SettingsRefused"/>.</returns>
    public async Task<Result<int>> ChangeAsync(
        AppDbContext db, Guid? actorId, SettingsSection section, int version, IReadOnlyDictionary<string, string?> values, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(values);
        await db.LockNameAsync("settings:" + section.Key, cancellationToken);
        var record = await db.Set<SettingsRecord>().SingleOrDefaultAsync(s => s.Section == section.Key, cancellationToken);
        if ((record?.Version ?? 0) != version)
        {
            return new ChangedMeanwhile();
        }

        var before = Stored(record);
        var after = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in section.Keys)
        {
            var now = before.GetValueOrDefault(key.Name);
            var wanted = values.TryGetValue(key.Name, out var value) ? value?.Trim() ?? "" : key.IsSecret ? null : "";
            if (IsSetByOperator(key.Name))
            {
                // The form shows the operator's value; what is stored below it stays.
                if (wanted is { Length: > 0 } && (key.IsSecret || wanted != _configuration[key.Name]))
                {
                    return new SetByOperator(key.Name);
                }

                wanted = null;
            }
            else if (key.IsSecret && wanted is { Length: > 0 })
            {
                wanted = _protector.Protect(wanted);
            }

            if ((wanted ?? now) is { Length: > 0 } kept && (key.IsSecret || kept != key.Default))
            {
                after[key.Name] = kept;
            }
        }

        if (Wrong(section, after) is [var first, ..])
        {
            return new SettingsRefused(first);
        }

        if (Changes(section, before, after) is not { Count: > 0 } changes)
        {
            return version;
        }

        record ??= db.Add(new SettingsRecord(section.Key)).Entity;
        record.Change(JsonSerializer.Serialize(after), actorId, clock.UtcNow());
        var detail = string.Join('\n', changes);
        db.Audit(actorId, "settings.changed", null, clock, detail.Length > MaxDetail ? detail[..(MaxDetail - 1)] + "…" : detail);
        return record.Version;
    }

    /// <summary>Reads everything and puts it into force. A stored section that the rules no longer accept is left out and logged: it must not stop a
    /// start.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellationToken);
        Apply(await db.Set<SettingsRecord>().AsNoTracking().ToListAsync(cancellationToken));
    }

    /// <summary>Refreshes where another node changed something: versions only rise, so their sum tells.</summary>
    /// <returns>Whether there was something new.</returns>
    public async Task<bool> RefreshIfChangedAsync(CancellationToken cancellationToken = default)
    {
        await using (var db = await _contexts.CreateDbContextAsync(cancellationToken))
        {
            var sum = await db.Set<SettingsRecord>().SumAsync(s => s.Version, cancellationToken);
            lock (_gate)
            {
                if (sum == _known.Values.Sum(k => k.Version))
                {
                    return false;
                }
            }
        }

        await RefreshAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public void Committed(AppDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        Apply([.. db.ChangeTracker.Entries<SettingsRecord>().Select(e => e.Entity)]);
    }

    private static Dictionary<string, string> Stored(SettingsRecord? record) => record is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(record.Values) ?? [];

    private static List<string> Changes(SettingsSection section, Dictionary<string, string> before, SortedDictionary<string, string> after)
    {
        var changes = new List<string>();
        foreach (var key in section.Keys)
        {
            var (old, now) = (before.GetValueOrDefault(key.Name), after.GetValueOrDefault(key.Name));
            if (old != now)
            {
                changes.Add(key.IsSecret ? $"{key.Name}: {(now is null ? "removed" : "replaced")}" : $"{key.Name}: «{old ?? key.Default}» → «{now ?? key.Default}»");
            }
        }

        return changes;
    }

    private SettingsView View(SettingsSection section, SettingsRecord? record)
    {
        var stored = Stored(record);
        var values = section.Keys.Where(k => !k.IsSecret).ToDictionary(
            k => k.Name, k => (IsSetByOperator(k.Name) ? _configuration[k.Name] : stored.GetValueOrDefault(k.Name)) ?? k.Default, StringComparer.Ordinal);
        var operators = section.Keys.Select(k => k.Name).Where(IsSetByOperator).ToHashSet(StringComparer.Ordinal);
        var secrets = section.Keys.Where(k => k.IsSecret && (operators.Contains(k.Name) || stored.ContainsKey(k.Name))).Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
        return new(record?.Version ?? 0, values, operators, secrets);
    }

    private void Apply(IReadOnlyList<SettingsRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            var changed = false;
            foreach (var record in records.Where(r => !_known.TryGetValue(r.Section, out var known) || known.Version < r.Version))
            {
                _known[record.Section] = new(record.Version, Accepted(record));
                changed = true;
            }

            if (changed)
            {
                _provider.Replace(_known.Values.SelectMany(k => k.Values).ToDictionary(v => v.Key, v => v.Value, StringComparer.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>The values of a section that this version of the academy knows; none where the rules no longer accept them.</summary>
    private Dictionary<string, string?> Accepted(SettingsRecord record)
    {
        if (!_sections.TryGetValue(record.Section, out var section))
        {
            return [];
        }

        try
        {
            var stored = Stored(record);
            if (Wrong(section, stored) is [var first, ..])
            {
                NotAccepted(_logger, record.Section, first);
                return [];
            }

            return Plain(section, stored);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            NotReadable(_logger, e, record.Section);
            return [];
        }
    }

    private Dictionary<string, string?> Plain(SettingsSection section, IReadOnlyDictionary<string, string> stored) => section.Keys.Where(k => stored.ContainsKey(k.Name))
        .ToDictionary(k => k.Name, k => (string?)(k.IsSecret ? _protector.Unprotect(stored[k.Name]) : stored[k.Name]), StringComparer.Ordinal);

    /// <summary>Checks stored values together with what the operator sets above them.</summary>
    private IReadOnlyList<string> Wrong(SettingsSection section, IReadOnlyDictionary<string, string> stored)
    {
        var builder = new ConfigurationBuilder().AddInMemoryCollection(Plain(section, stored));
        foreach (var provider in Providers.Where(p => p != _provider))
        {
            builder.Add(new Existing(provider));
        }

        // Not disposed: the operator's providers belong to the host.
        return section.Check(_services, builder.Build());
    }

    [LoggerMessage(1, LogLevel.Warning, "The stored settings {Section} are left out, because a rule no longer accepts them: {Why}. Change them in the office")]
    private static partial void NotAccepted(ILogger logger, string section, string why);

    [LoggerMessage(2, LogLevel.Error, "The stored settings {Section} cannot be read: are the data-protection keys those that protected them?")]
    private static partial void NotReadable(ILogger logger, Exception exception, string section);

    private sealed record Known(int Version, IReadOnlyDictionary<string, string?> Values);

    private sealed class Existing(IConfigurationProvider provider) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => provider;
    }
}
