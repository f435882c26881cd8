using System.Text.Json;
using CustomerService.Catalogue;
using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using static CustomerService.Rules.Tests.Catalogue.SampleContent;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>Publishing into a real SQLite database.</summary>
public sealed class PublishContentTests : IAsyncLifetime
{
    private readonly SampleContent _content = new();
    private readonly FakeTimeProvider _clock = TestClock.Create();
    private readonly string _database = Path.Combine(Directory.CreateTempSubdirectory("publish-").FullName, "academy.db");
    private readonly List<ServiceProvider> _nodes = [];

    private CancellationToken Cancellation { get; } = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await using var db = await Contexts(AddNode()).CreateDbContextAsync(Cancellation);
        await db.Database.EnsureCreatedAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(_database)!, recursive: true);
        _content.Dispose();
    }

    [Fact]
    public async Task New_content_becomes_revision_1_and_is_offered()
    {
        var report = await PublishAsync();
        var domainEvent = Assert.Single(report.Published);
        Assert.Equal(("X01", 1, _clock.UtcNow()), (domainEvent.CourseId, domainEvent.Number, domainEvent.AtUtc));
        var course = await Catalogue.CurrentAsync("X01", Cancellation);
        Assert.Equal((domainEvent.RevisionId, 1, "Sample course"), (course!.RevisionId, course.Number, course.Course.Title.En));
        Assert.Equal(64, course.Hash.Length);
        await using var db = await Contexts(_nodes[0]).CreateDbContextAsync(Cancellation);
        var recorded = Assert.Single(await db.Set<DomainEventRecord>().Where(f => f.Name == nameof(CoursePublished)).ToListAsync(Cancellation));
        Assert.Equal(domainEvent, JsonSerializer.Deserialize<CoursePublished>(recorded.Payload));
    }

    [Fact]
    public async Task Unchanged_content_is_left_alone()
    {
        await PublishAsync();
        _content.Change(SampleContent.Course, "id: X01\n", "# a remark\nid: X01\n");
        var report = await PublishAsync();
        Assert.Empty(report.Published);
        Assert.Equal(["X01"], report.Unchanged);
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Changed_content_is_a_new_revision_and_the_old_one_stays_as_it_was()
    {
        var first = (await PublishAsync()).Published.Single();
        _content.Change(SampleContent.Course, "en: Sample course", "en: Better course");
        _clock.AdvanceDays(1);
        var second = (await PublishAsync()).Published.Single();
        Assert.Equal(2, second.Number);
        Assert.Equal("Better course", (await Catalogue.CurrentAsync("X01", Cancellation))!.Course.Title.En);
        Assert.Equal("Sample course", (await Catalogue.RevisionAsync(first.RevisionId, Cancellation)).Course.Title.En);
    }

    [Fact]
    public async Task A_course_with_errors_keeps_its_last_revision_and_the_others_are_published()
    {
        await PublishAsync();
        _content.Change(SampleContent.Course, "en: Sample course", "en: ");
        foreach (var (name, text) in Files.Where(f => f.Name.StartsWith("courses/", StringComparison.Ordinal)))
        {
            _content.Write(name.Replace("X01-sample", "X02-other", StringComparison.Ordinal), text.Replace("X01", "X02", StringComparison.Ordinal));
        }

        var report = await PublishAsync();
        Assert.Equal(["X02"], report.Published.Select(p => p.CourseId));
        var rejected = Assert.Single(report.Rejected);
        Assert.Equal("X01", rejected.CourseId);
        Assert.Contains(rejected.Problems, p => p.Code == "missing-language");
        Assert.Equal("Sample course", (await Catalogue.CurrentAsync("X01", Cancellation))!.Course.Title.En);
    }

    [Fact]
    public async Task A_course_without_its_folder_stays()
    {
        await PublishAsync();
        Directory.Delete(Path.Combine(_content.Folder, "courses", "X01-sample"), recursive: true);
        Assert.Equal(["X01"], (await PublishAsync()).Absent);
        Assert.NotNull(await Catalogue.CurrentAsync("X01", Cancellation));
    }

    [Fact]
    public async Task Nodes_that_publish_at_once_make_one_revision()
    {
        var publishing = Enumerable.Range(0, 6).Select(_ => AddNode()).ToList().Select(node => Task.Run(() => PublishAsync(node), Cancellation));
        var reports = await Task.WhenAll(publishing);
        Assert.Single(reports.SelectMany(r => r.Published));
        Assert.Equal(1, await CountAsync());
    }

    private CourseCatalogue Catalogue => _nodes[0].GetRequiredService<CourseCatalogue>();

    private Task<PublishReport> PublishAsync() => PublishAsync(_nodes[0]);

    private async Task<PublishReport> PublishAsync(ServiceProvider node)
    {
        await using var scope = node.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PublishContent>().RunAsync(_content.Folder, Cancellation);
    }

    private async Task<int> CountAsync()
    {
        await using var db = await Contexts(_nodes[0]).CreateDbContextAsync(Cancellation);
        return await db.Set<CourseRevision>().CountAsync(Cancellation);
    }

    private static IDbContextFactory<AppDbContext> Contexts(ServiceProvider node) => node.GetRequiredService<IDbContextFactory<AppDbContext>>();

    private ServiceProvider AddNode()
    {
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = DatabaseProvider.Sqlite,
            ["Database:ConnectionString"] = $"Data Source={_database}",
        });
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<IHostEnvironment>(new NoHost());
        services.AddPlatform(settings);
        services.AddCatalogue(settings);
        var node = services.BuildServiceProvider();
        _nodes.Add(node);
        return node;
    }
}

/// <summary>A host that is nowhere.</summary>
internal sealed class NoHost : IHostEnvironment
{
    public string EnvironmentName { get; set; } = "";
    public string ApplicationName { get; set; } = "";
    public string ContentRootPath { get; set; } = "";
    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
}
