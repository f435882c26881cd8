using CustomerService.Catalogue.Publishing;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Certificates;

public sealed class IssuingTests(SharedAcademy shared)
{
    private readonly TestKit.Academy _academy = shared.Academy;

    [Fact]
    public async Task A_completed_course_has_its_certificate_in_the_same_instant_with_everything_as_on_the_day()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline, name: new PersonName("سارا", "محمدی‌نژاد", "Sara", "Mohammadinejad"));
        var certificate = await _academy.EarnAsync(person, "C03");

        Assert.Matches("^ICA-1405-[0-9]{6}$", certificate.Number);
        Assert.True(VerificationCode.TryParse(certificate.Code, out _));
        Assert.Equal(new LocalText("سارا محمدی‌نژاد", "Sara Mohammadinejad"), certificate.PersonName);
        Assert.Equal(new LocalText("ICARE در عمل", "ICARE in Practice"), certificate.Title);
        Assert.Equal((105, 92, "C03", person.Id), (certificate.Minutes, certificate.Percent!.Value, certificate.SubjectId, certificate.PersonId));
        Assert.Equal(_academy.Clock.UtcNow(), certificate.IssuedAtUtc);
        Assert.Equal(CivilCalendar.Tehran.DeadlineUtc(new JalaliDate(1407, 8, 30).ToDateOnly()), certificate.ExpiresAtUtc);
        Assert.Equal(CertificateState.Valid, certificate.StateAt(_academy.Clock.UtcNow()));
    }

    [Fact]
    public async Task The_same_fact_twice_issues_one_certificate()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var domainEvent = await _academy.CompleteAsync(person.Id, "C03");
        await using var scope = _academy.Services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<DomainEvents>();
        await _academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            await events.RaiseAsync(db, domainEvent, default);
            return 0;
        }, TestContext.Current.CancellationToken);

        await using var read = await _academy.DbAsync();
        Assert.Equal(1, await read.Set<Certificate>().CountAsync(c => c.PersonId == person.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cycles_are_unlimited_and_each_certificate_supersedes_the_last()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var now = _academy.Clock.UtcNow();
        var first = await _academy.EarnAsync(person, "C03", now.AddDays(-800));
        var second = await _academy.EarnAsync(person, "C03", now.AddDays(-400));
        var third = await _academy.EarnAsync(person, "C03", now);

        Assert.Equal(second.Id, (await _academy.ReadAsync(first.Id)).SupersededById);
        Assert.Equal(third.Id, (await _academy.ReadAsync(second.Id)).SupersededById);
        Assert.Null((await _academy.ReadAsync(third.Id)).SupersededById);
        Assert.Equal(3, new[] { first, second, third }.Select(c => c.Number).Distinct().Count());
        Assert.StartsWith("ICA-1403-", first.Number, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_comes_in_late_finds_its_successor()
    {
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var later = await _academy.EarnAsync(person, "C03");
        var earlier = await _academy.EarnAsync(person, "C03", _academy.Clock.UtcNow().AddDays(-30));

        Assert.Equal(later.Id, earlier.SupersededById);
        Assert.Null((await _academy.ReadAsync(later.Id)).SupersededById);
    }

    [Fact]
    public async Task Numbers_are_unique_when_many_complete_at_once()
    {
        var people = new List<TestKit.TestPerson>();
        for (var i = 0; i < 12; i++)
        {
            people.Add(await _academy.AddPersonAsync(Audience.Frontline));
        }

        var certificates = await Task.WhenAll(people.Select(p => Task.Run(() => _academy.EarnAsync(p, "C02"))));

        Assert.Equal(12, certificates.Select(c => c.Number).Distinct().Count());
        Assert.Equal(12, certificates.Select(c => c.Code).Distinct().Count());
        Assert.Single(certificates.Select(c => c.SigningKeyId).Distinct());
    }

    [Fact]
    public async Task The_last_course_of_a_path_earns_the_paths_certificate_for_its_audience()
    {
        var path = _academy.Services.GetRequiredService<AcademyReference>().Content.Paths.First(p => p.Audience == Audience.Frontline);
        var person = await _academy.AddPersonAsync(Audience.Frontline);
        var stranger = await _academy.AddPersonAsync(Audience.Customer);
        foreach (var course in path.Courses)
        {
            await using (var before = await _academy.DbAsync())
            {
                Assert.False(await before.Set<Certificate>().AnyAsync(c => c.PersonId == person.Id && c.Kind == CertificateKind.Path, TestContext.Current.CancellationToken));
            }

            await _academy.CompleteAsync(person.Id, course, percent: 90);
            await _academy.CompleteAsync(stranger.Id, course);
        }

        await using var db = await _academy.DbAsync();
        var certificate = await db.Set<Certificate>().SingleAsync(c => c.PersonId == person.Id && c.Kind == CertificateKind.Path, TestContext.Current.CancellationToken);
        Assert.Equal((path.Id, 105 * path.Courses.Count, 90), (certificate.SubjectId, certificate.Minutes, certificate.Percent!.Value));
        Assert.Equal((path.Title, path.CertificateTitle), (certificate.Title, certificate.Programme));
        Assert.False(await db.Set<Certificate>().AnyAsync(c => c.PersonId == stranger.Id && c.Kind == CertificateKind.Path, TestContext.Current.CancellationToken));
    }
}
