using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using CustomerService.Certificates.Rules;
using CustomerService.Learning;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.People.Accounts;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Telemetry;
using CustomerService.Reports.Matrix;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Activity = System.Diagnostics.Activity;

namespace CustomerService.App.Tests.Hosting;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Traces_metrics_and_logs_reach_the_collector_and_hold_nothing_of_people()
    {
        await using var collector = await Collector.StartAsync();
        await using var academy = new Academy().With("Telemetry:Endpoint", collector.Address).With("Telemetry:Protocol", "http/protobuf")
            .With("Logging:LogLevel:CustomerService", "Information");
        var hr = await academy.AddPersonAsync(Audience.Frontline, Role.HumanResources, name: new PersonName("شهرزاد", "قصه‌گو", "Shahrzad", "Storyteller"), language: Language.English);
        var visitor = await academy.SignInAsync(hr, Language.English);
        var page = await visitor.OpenAsync("/office/matrix?q=Shahrzad");
        Assert.Contains("Shahrzad", page.Body!.TextContent);
        await academy.SitAsync(hr, "C01");

        academy.Services.GetRequiredService<TracerProvider>().ForceFlush();
        academy.Services.GetRequiredService<MeterProvider>().ForceFlush();
        academy.Services.GetRequiredService<LoggerProvider>().ForceFlush();

        var traces = collector.Received("traces");
        Assert.Contains("/office/matrix", traces);
        Assert.Contains(nameof(ViewMatrix), traces);
        Assert.Contains(nameof(SubmitQuiz), traces);
        var metrics = collector.Received("metrics");
        Assert.Contains(SignInMetrics.SignIns, metrics);
        Assert.Contains(PlatformMetrics.Backlog, metrics);
        Assert.Contains("http.server.request.duration", metrics);
        Assert.Contains("Certificate {Id} is issued", collector.Received("logs"));
        foreach (var signal in new[] { traces, metrics, collector.Received("logs") })
        {
            Assert.DoesNotContain("Shahrzad", signal);
            Assert.DoesNotContain("شهرزاد", signal);
            Assert.DoesNotContain("example.org", signal);
            Assert.DoesNotContain(hr.UserName, signal);
        }
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_collected()
    {
        await using var academy = new Academy();
        await academy.SetUpAsync();

        Assert.Null(academy.Services.GetService<TracerProvider>());
        Assert.Null(academy.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task Operators_see_answers_completions_certificates_and_sign_ins()
    {
        await using var academy = new Academy();
        await academy.SetUpAsync();
        using var metrics = new RecordedMetrics(academy.Services);
        var learner = await academy.AddPersonAsync(Audience.Frontline);

        await TryAsync(academy, learner, "a-wrong-password");
        await academy.SignInAsync(learner);
        var attempt = await academy.SitAsync(learner, "C01");

        var drawn = (await academy.Services.GetRequiredService<AttemptSnapshotCache>().GetAsync(attempt))!.Quiz.Items.Count;
        Assert.Equal(1, metrics.Sum(SignInMetrics.SignIns, "academy.outcome", new SignInFailed().Code));
        Assert.Equal(1, metrics.Sum(SignInMetrics.SignIns, "academy.outcome", "succeeded"));
        Assert.Equal(drawn, metrics.Sum(LearningMetrics.AnswersSaved));
        Assert.Equal(0, metrics.Sum(LearningMetrics.AnswersFailed));
        Assert.Equal(1, metrics.Sum(PlatformMetrics.DomainEvents, "academy.domain_event", nameof(CourseCompleted)));
        Assert.Equal(1, metrics.Sum(PlatformMetrics.DomainEvents, "academy.domain_event", nameof(CertificateIssued)));
        Assert.DoesNotContain(learner.UserName, metrics.Text());
    }

    [Fact]
    public async Task A_lockout_is_told_apart_from_a_wrong_password()
    {
        await using var academy = new Academy();
        var learner = await academy.AddPersonAsync(Audience.Frontline);
        using var metrics = new RecordedMetrics(academy.Services);

        for (var i = 0; i < 12 && metrics.Count(SignInMetrics.SignIns, "academy.outcome", new AccountLocked(default).Code) == 0; i++)
        {
            await TryAsync(academy, learner, "a-wrong-password");
        }

        Assert.Equal(1, metrics.Sum(SignInMetrics.SignIns, "academy.outcome", new AccountLocked(default).Code));
        Assert.NotEqual(0, metrics.Sum(SignInMetrics.SignIns, "academy.outcome", new SignInFailed().Code));
    }

    [Fact]
    public async Task A_use_case_has_one_activity_that_says_why_it_refused()
    {
        await using var academy = new Academy();
        var learner = await academy.AddPersonAsync(Audience.Frontline);
        using var activities = new RecordedActivities(UseCaseActivity.SourceName);
        await using var scope = academy.Services.CreateAsyncScope();

        using var test = new Activity("test").Start();
        await scope.ServiceProvider.GetRequiredService<ViewAccount>().RunAsync(learner.Id, TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<ReleaseAttempt>().RunAsync(learner.Id, learner.Id, "C01", cancellationToken: TestContext.Current.CancellationToken);
        test.Stop();

        var ended = activities.Within(test);
        Assert.Equal([nameof(ViewAccount), nameof(ReleaseAttempt)], ended.Select(a => a.OperationName));
        Assert.NotNull(ended[1].GetTagItem(UseCaseActivity.RefusalTag));
    }

    private static async Task TryAsync(Academy academy, TestPerson person, string password)
    {
        var visitor = academy.Visit();
        await visitor.SubmitAsync(await visitor.OpenAsync("/sign-in"), "form[data-form=sign-in]", "/sign-in", ("Input.UserName", person.UserName), ("Input.Password", password));
    }

    /// <summary>The completed activities of a source.</summary>
    private sealed class RecordedActivities : IDisposable
    {
        private readonly ConcurrentQueue<Activity> _ended = new();
        private readonly ActivityListener _listener;

        public RecordedActivities(string source)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = s => s.Name == source,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = _ended.Enqueue,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public List<Activity> Within(Activity root) => [.. _ended.Where(a => a.TraceId == root.TraceId)];

        public void Dispose() => _listener.Dispose();
    }

    /// <summary>An OTLP collector over HTTP that stores what it receives. Names and values are UTF-8 in the protocol's messages.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Signal, string Body)> _received = new();
        private readonly WebApplication _app;

        private Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                _received.Enqueue((signal, Encoding.UTF8.GetString(body.ToArray())));
                return Results.Bytes([], "application/x-protobuf");
            });
        }

        public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            await collector._app.StartAsync();
            return collector;
        }

        public string Received(string signal) => string.Concat(_received.Where(r => r.Signal == signal).Select(r => r.Body));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
