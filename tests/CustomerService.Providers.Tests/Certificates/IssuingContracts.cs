using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Verification;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Providers.Tests.Certificates;

public sealed class IssuingContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    public static TheoryData<string> Servers => Interleaving.Servers;

    [Theory, MemberData(nameof(All))]
    public async Task Numbers_of_sixteen_issues_at_once_on_two_nodes_are_unique_and_without_gaps(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var people = await JoinAsync(node, 17);
        // No number of the year is taken yet, and some units of work fail after taking one.
        var failing = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Assert.ThrowsAsync<InvalidOperationException>(() => node.CompleteAsync(people[16], crash: true))));
        var issuing = people.Take(16).Select((id, n) => Task.Run(() => (n % 2 == 0 ? node : neighbour).CompleteAsync(id)));
        await Task.WhenAll(issuing.Concat<Task>(failing));

        var numbers = (await CertificatesAsync(node)).Select(c => c.Number).Order(StringComparer.Ordinal);

        // 30 Aban 1405.
        Assert.Equal(Enumerable.Range(1, 16).Select(n => $"ICA-1405-{n:000000}"), numbers);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Numbers_begin_anew_with_the_jalali_year_in_Tehran(string provider)
    {
        await using var node = await StartAsync(provider);
        var people = await JoinAsync(node, 3);
        // 1 Farvardin 1406 is 21 March 2027; it begins at 20:30 UTC of the day before.
        node.Clock.SetUtcNow(new DateTimeOffset(2027, 3, 20, 20, 29, 59, TimeSpan.Zero));
        await node.CompleteAsync(people[0]);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        await node.CompleteAsync(people[1]);
        await node.CompleteAsync(people[2]);

        Assert.Equal(["ICA-1405-000001", "ICA-1406-000001", "ICA-1406-000002"], (await CertificatesAsync(node)).Select(c => c.Number).Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_certificate_holds_what_was_so_on_the_day(string provider)
    {
        await using var node = await StartAsync(provider);
        var person = await node.JoinAsync();
        await node.CompleteAsync(person, percent: 93, minutes: 105);
        await node.DoAsync(db => db.Set<Person>().Single(p => p.Id == person).Rename(new PersonName("دیگر", "نام")));

        var certificate = Assert.Single(await CertificatesAsync(node));

        Assert.Equal((CertificateKind.Course, "T01", 93, 105, 1), (certificate.Kind, certificate.SubjectId, certificate.Percent!.Value, certificate.Minutes, certificate.Edition));
        Assert.Equal(new LocalText("مریم کاظمی", "Maryam Kazemi"), certificate.PersonName);
        // 24 months after 30 Aban 1405: to the end of 30 Aban 1407, 21 November 2028, in Tehran.
        Assert.Equal(new DateTime(2028, 11, 20, 20, 29, 59, DateTimeKind.Utc), certificate.ExpiresAtUtc);
        Assert.Equal((node.Clock.UtcNow(), DateTimeKind.Utc), (certificate.IssuedAtUtc, certificate.IssuedAtUtc.Kind));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_renewal_supersedes_the_certificate_before_it(string provider)
    {
        await using var node = await StartAsync(provider);
        var (person, other) = (await node.JoinAsync(), await node.JoinAsync());
        await node.CompleteAsync(person);
        await node.CompleteAsync(person, "T02");
        await node.CompleteAsync(other);
        node.Clock.AdvanceDays(400);
        await node.CompleteAsync(person, number: 2);
        node.Clock.AdvanceDays(400);
        await node.CompleteAsync(person, number: 3);

        var of = (await CertificatesAsync(node)).Where(c => c.PersonId == person && c.SubjectId == "T01").OrderBy(c => c.IssuedAtUtc).ToList();
        Assert.Equal([CertificateState.Superseded, CertificateState.Superseded, CertificateState.Valid], of.Select(c => c.StateAt(node.Clock.UtcNow())));
        Assert.Equal([of[1].Id, of[2].Id, null], of.Select(c => c.SupersededById));
        Assert.Equal([of[1].IssuedAtUtc, of[2].IssuedAtUtc, null], of.Select(c => c.SupersededAtUtc));
        Assert.All((await CertificatesAsync(node)).Except(of).Where(c => c.PersonId == other || c.SubjectId == "T02"), c => Assert.Null(c.SupersededById));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_completion_that_comes_in_late_finds_its_successor_there(string provider)
    {
        await using var node = await StartAsync(provider);
        var person = await node.JoinAsync();
        await node.CompleteAsync(person, number: 2);
        await node.CompleteAsync(person, atUtc: node.Clock.UtcNow().AddDays(-300), number: 1);

        var of = (await CertificatesAsync(node)).OrderBy(c => c.IssuedAtUtc).ToList();
        Assert.Equal([of[1].Id, null], of.Select(c => c.SupersededById));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_nodes_that_issue_for_one_person_and_course_at_once_leave_one_standing(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        foreach (var person in await JoinAsync(node, 5))
        {
            await Task.WhenAll(Task.Run(() => node.CompleteAsync(person, number: 1)), Task.Run(() => neighbour.CompleteAsync(person, number: 2)));

            Assert.Single((await CertificatesAsync(node)).Where(c => c.PersonId == person), c => c.SupersededById is null);
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_nodes_that_issue_for_one_person_and_course_on_either_side_of_the_new_year_leave_one_standing(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        // 1 Farvardin 1406 in Tehran; each year has its own counter row.
        var newYear = new DateTime(2027, 3, 20, 20, 30, 0, DateTimeKind.Utc);
        node.Clock.SetUtcNow(newYear);
        foreach (var person in await JoinAsync(node, 8))
        {
            await Task.WhenAll(
                Task.Run(() => node.CompleteAsync(person, atUtc: newYear.AddSeconds(-1), number: 1)), Task.Run(() => neighbour.CompleteAsync(person, atUtc: newYear, number: 2)));

            var both = (await CertificatesAsync(node)).Where(c => c.PersonId == person).OrderBy(c => c.IssuedAtUtc).ToList();
            Assert.Equal([both[1].Id, null], both.Select(c => c.SupersededById));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_completion_earns_one_certificate_however_often_it_is_asked(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var person = await node.JoinAsync();
        // The completion of a course whose certificates were not issued before.
        var domainEvent = await WithoutCertificateAsync(node, person);

        var issued = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => IssueAsync(n % 2 == 0 ? node : neighbour, domainEvent))));

        var certificate = Assert.Single(await CertificatesAsync(node));
        Assert.Equal("ICA-1405-000001", certificate.Number);
        Assert.Equal([certificate.Id], issued.OfType<Guid>());
    }

    [Theory, MemberData(nameof(All))]
    public async Task The_last_course_of_a_path_earns_its_certificate_in_the_same_unit_of_work(string provider)
    {
        await using var node = await StartAsync(provider);
        UsePath(node);
        var (person, manager) = (await node.JoinAsync(), await node.JoinAsync(Audience.Manager));
        foreach (var id in new[] { person, manager })
        {
            await node.CompleteAsync(id, "T01", percent: 90, minutes: 60);
            node.Clock.AdvanceDays(1);
            await node.CompleteAsync(id, "T02", percent: 95, minutes: 45);
        }

        var all = await CertificatesAsync(node);
        var path = Assert.Single(all, c => c.Kind == CertificateKind.Path);
        // 92.5 % rounded half up.
        Assert.Equal((person, "P1", 93, 105), (path.PersonId, path.SubjectId, path.Percent!.Value, path.Minutes));
        Assert.Equal(5, all.Count);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task The_last_two_courses_of_a_path_completed_at_once_on_two_nodes_earn_its_certificate(string provider)
    {
        await using var node = await StartAsync(provider);
        var person = await node.JoinAsync();

        await Interleaving.RunAsync(node, one => UsePath(one).CompleteAsync(person, "T01"), two => UsePath(two).CompleteAsync(person, "T02"));

        Assert.Equal("P1", Assert.Single(await CertificatesAsync(node), c => c.Kind == CertificateKind.Path).SubjectId);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Two_nodes_that_start_together_make_one_signing_key(string provider)
    {
        for (var round = 0; round < 3; round++)
        {
            await using var node = await Node.NewAsync(databases, provider);
            await using var neighbour = node.Another();

            await Task.WhenAll(Task.Run(node.PrepareAsync), Task.Run(neighbour.PrepareAsync));

            Assert.Equal(1, await node.ReadAsync(db => db.Set<SigningKey>().CountAsync()));
            await node.PublishAsync(Courses.Sample());
            var people = await JoinAsync(node, 2);
            await node.CompleteAsync(people[0]);
            await neighbour.CompleteAsync(people[1]);
            foreach (var certificate in await CertificatesAsync(node))
            {
                Assert.NotNull(await node.UseAsync((VerifyCertificate verify) => verify.RunAsync(certificate.Code)));
                Assert.NotNull(await neighbour.UseAsync((VerifyCertificate verify) => verify.RunAsync(certificate.Code)));
            }
        }
    }

    /// <summary>The node knows a path of the two courses.</summary>
    private static Node UsePath(Node node)
    {
        node.Services.GetRequiredService<AcademyReference>().Use(AcademyContent.Empty with
        {
            Paths = [new LearningPath("P1", new("مسیر", "Path"), LocalText.Empty, Audience.Frontline, ["T01", "T02"], new("خدمت‌رسان", "Practitioner"), 12, null, [])],
        });
        return node;
    }

    private static Task<List<Certificate>> CertificatesAsync(Node node) => node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().ToListAsync());

    private static async Task<IReadOnlyList<Guid>> JoinAsync(Node node, int count)
    {
        var people = new List<Guid>();
        while (people.Count < count)
        {
            people.Add(await node.JoinAsync());
        }

        return people;
    }

    private static async Task<CourseCompleted> WithoutCertificateAsync(Node node, Guid person)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var revision = (await node.Services.GetRequiredService<CourseCatalogue>().CurrentAsync("T01"))!.RevisionId;
        var enrolment = new Enrolment(Guid.CreateVersion7(), person, "T01", revision, node.Clock.UtcNow());
        var completion = new Completion(Guid.CreateVersion7(), person, enrolment.Id, "T01", revision, 90, 40, "{}", node.Clock.UtcNow());
        await node.DoAsync(db => db.AddRange(enrolment, completion));
        return new CourseCompleted(completion.Id, person, "T01", revision, 90, 40, node.Clock.UtcNow(), completion.ValidUntilUtc);
    }

    private static async Task<Guid?> IssueAsync(Node node, CourseCompleted domainEvent)
    {
        await using var scope = node.Services.CreateAsyncScope();
        var issuer = scope.ServiceProvider.GetRequiredService<CertificateIssuer>();
        var text = Items.Text("x");
        return await node.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
            (await issuer.IssueAsync(db, new Award(CertificateKind.Course, domainEvent.CourseId, domainEvent.PersonId, domainEvent.CompletionId, text, text, 40, 90, domainEvent.AtUtc, null), default))?.Id);
    }

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample(), Courses.TestOut());
}
