using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Providers.Tests.Learning;
using CustomerService.Providers.Tests.People;
using CustomerService.Reports.PersonRecords;
using CustomerService.Reports.Rules;
using CustomerService.TestKit;

namespace CustomerService.Providers.Tests.Reports;

public sealed class PersonRecordContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_record_tells_how_the_person_stands_in_every_course_and_why(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var hr = await staff.HumanResourcesAsync();
        // Joined the front line: T01 and T02 are required.
        var learner = await Learner.JoinAsync(node);
        await learner.ReadAllAsync();
        await learner.SitAsync(_ => false);
        node.Clock.Advance(TimeSpan.FromHours(24));
        await learner.PlayAsync();
        var passed = await learner.SitAsync();
        await learner.In("T02").FinishAsync("L1");

        var view = (await ViewAsync(node, hr, learner.Id))!;

        Assert.Equal(["T01", "T02"], view.Courses.Select(c => c.Course.Id));
        var (done, begun) = (view.Courses[0], view.Courses[1]);
        Assert.Equal((CellState.Completed, 100, 40, 2, 1m), (done.Cell.State, done.Cell.Percent!.Value, done.Cell.Minutes, done.Cell.Attempts, done.Progress));
        Assert.Equal([(1, 0, false), (2, 100, true)], done.Attempts.Select(a => (a.Number, a.Percent!.Value, a.Passed!.Value)));
        Assert.Equal((AssignmentReason.Audience, Offer.Required, true), (done.Reason!.Value, done.Offer!.Value, done.IsRequired));
        Assert.Empty(done.Missing);
        // One of two lessons, no scenario, no quiz: L2 and S1 are missing.
        Assert.Equal((CellState.InProgress, 0.25m), (begun.Cell.State, begun.Progress));
        Assert.Equal(["Lesson L2", "Scenario"], begun.Missing.Select(m => m.En));
        Assert.True(passed.Passed);

        var year = Assert.Single(view.Record.Years);
        Assert.Equal((1405, 40, "T01", 100), (year.JalaliYear, view.Record.Minutes, year.Entries[0].CourseId, year.Entries[0].Percent!.Value));
        var certificate = Assert.Single(view.Certificates);
        Assert.Equal(("ICA-1405-000001", CertificateState.Valid, node.Clock.UtcNow()), (certificate.Number, certificate.State, certificate.IssuedAtUtc));
        Assert.False(view.IsSelf);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_was_done_to_the_record_is_told_to_those_who_see_everybody_and_former_places_too(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var (old, next) = (await staff.UnitAsync("شعبه"), await staff.UnitAsync("انبار"));
        var (hr, manager, oldManager) = (await staff.HumanResourcesAsync(), await staff.ManagerOfAsync(next), await staff.ManagerOfAsync(old));
        var person = await staff.PersonAsync("احمدی", old);
        await node.CompleteAsync(person);
        var certificate = (await ViewAsync(node, hr, person))!.Certificates[0].Id;
        node.Clock.AdvanceDays(1);
        var place = (await node.UseAsync((ViewForChange view) => view.PersonAsync(hr, person)))!.Held[0].MembershipId;
        await node.UseAsync((MovePerson move) => move.RunAsync(hr, person, place, new NewMembership(node.Employer, next.Id, Audience.Frontline, null, null)));
        node.Clock.AdvanceDays(1);
        await node.UseAsync((RevokeCertificate revoke) => revoke.RunAsync(hr, certificate, "اشتباه"));

        var whole = (await ViewAsync(node, hr, person))!;
        Assert.Equal([("انبار", true), ("شعبه", false)], whole.Memberships.Select(p => (p.Membership.Name.Fa, p.EndedAtUtc is null)));
        Assert.Equal(["certificate.revoked", "people.moved"], whole.Events!.Select(e => e.Action));
        Assert.All(whole.Events!, e => Assert.Equal("منابع", e.Actor!.FamilyName));
        Assert.Equal(CertificateState.Revoked, whole.Certificates[0].State);

        var partial = (await ViewAsync(node, manager, person))!;
        Assert.Null(partial.Events);
        Assert.Equal(["انبار"], partial.Memberships.Select(p => p.Membership.Name.Fa));
        Assert.Null(await ViewAsync(node, oldManager, person));
        Assert.Null(await ViewAsync(node, person, hr));
        Assert.True((await ViewAsync(node, person, person))!.IsSelf);
    }

    private static Task<PersonView?> ViewAsync(Node node, Guid asker, Guid person) => node.UseAsync((ViewPerson view) => view.RunAsync(asker, person));

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample(), Courses.TestOut());
}
