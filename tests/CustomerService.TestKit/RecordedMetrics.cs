using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.TestKit;

/// <summary>Records the measurements of one host's instruments, and of no other host in the process.</summary>
public sealed class RecordedMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = new();

    public RecordedMetrics(IServiceProvider services)
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory) && instrument.Meter.Name.StartsWith("CustomerService.", StringComparison.Ordinal))
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Sum of an instrument's measurements that have the tag.</summary>
    public double Sum(string instrument, string? tag = null, string? value = null) => Of(instrument, tag, value).Sum();

    /// <summary>Number of an instrument's measurements.</summary>
    public int Count(string instrument, string? tag = null, string? value = null) => Of(instrument, tag, value).Count();

    /// <summary>The current value of an observable instrument.</summary>
    public double Observe(string instrument)
    {
        _listener.RecordObservableInstruments();
        return Of(instrument, null, null).Last();
    }

    /// <summary>All measurements as text: instruments and tags with their values.</summary>
    public string Text() => string.Join('\n', _measured.Select(m => $"{m.Instrument} {m.Value} {string.Join(' ', m.Tags.Select(t => $"{t.Key}={t.Value}"))}"));

    public void Dispose() => _listener.Dispose();

    private IEnumerable<double> Of(string instrument, string? tag, string? value) =>
        _measured.Where(m => m.Instrument == instrument && (tag is null || Equals(m.Tags.GetValueOrDefault(tag), value))).Select(m => m.Value);

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray(), StringComparer.Ordinal)));
}
