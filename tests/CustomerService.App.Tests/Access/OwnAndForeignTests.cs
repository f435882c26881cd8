using System.Net;
using CustomerService.App.Tests.Rendering;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Administration;
using CustomerService.People.Rules;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Access;

/// <summary>The second half of the matrix: existing records, requested by their owners and by others.</summary>
public sealed class OwnAndForeignTests(SharedAcademy shared) : IAsyncLifetime
{
    private const string Course = "C13";

    private TestPerson _learner = null!;
    private TestPerson _ownManagerPerson = null!;
    private TestPerson _foreignManagerPerson = null!;
    private TestPerson _humanResourcesPerson = null!;
    private Guid _attemptId;
    private Guid _certificateId;
    private Visitor _own = null!;
    private Visitor _otherLearner = null!;
    private Visitor _ownManager = null!;
    private Visitor _foreignManager = null!;
    private Visitor _humanResources = null!;

    public async ValueTask InitializeAsync()
    {
        var academy = shared.Academy;
        var partner = await academy.AddPartnerAsync("شریک");
        _learner = await academy.AddPersonAsync(Audience.Customer, null, partner);
        _attemptId = await academy.SitAsync(_learner, Course);
        _certificateId = await academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == _learner.Id).Select(c => c.Id).FirstAsync());
        _own = await academy.SignInAsync(_learner);
        _otherLearner = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Customer, null, partner));
        _ownManagerPerson = await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner);
        _ownManager = await academy.SignInAsync(_ownManagerPerson);
        _foreignManagerPerson = await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, await academy.AddPartnerAsync("دیگری"));
        _foreignManager = await academy.SignInAsync(_foreignManagerPerson);
        _humanResourcesPerson = await academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        _humanResources = await academy.SignInAsync(_humanResourcesPerson);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_quiz_attempt_is_the_learners_alone()
    {
        var address = $"/attempts/{_attemptId}/result";
        Assert.Equal(HttpStatusCode.OK, (await _own.GetAsync(address)).StatusCode);
        foreach (var other in new[] { _otherLearner, _ownManager, _foreignManager, _humanResources })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/attempts/{_attemptId}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_certificate_is_shown_to_its_owner_and_to_those_whose_scope_reaches_the_owner()
    {
        var address = $"/certificates/{_certificateId}";
        Assert.Equal(HttpStatusCode.OK, (await _humanResources.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _ownManager.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _foreignManager.GetAsync(address)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await _otherLearner.GetAsync(address)).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await _own.GetAsync($"/certificates/{_certificateId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _foreignManager.GetAsync($"/certificates/{_certificateId}/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _otherLearner.GetAsync($"/certificates/{_certificateId}/pdf")).StatusCode);
    }

    [Fact]
    public async Task A_persons_record_is_open_only_where_the_scope_reaches()
    {
        foreach (var (reader, sees) in new[] { (_humanResourcesPerson, true), (_ownManagerPerson, true), (_foreignManagerPerson, false) })
        {
            await using var page = OfficeCircuit.Open<PersonPage>(shared.Academy, reader, _learner.Id);
            Assert.Equal(!sees, page.IsNotFound);
        }

        Assert.NotEqual(HttpStatusCode.OK, (await _own.GetAsync($"/office/people/{_learner.Id}")).StatusCode);
    }

    [Fact]
    public async Task A_person_is_changed_only_by_those_whose_scope_reaches_them()
    {
        var address = $"/office/people/{_learner.Id}/edit";
        foreach (var (reader, changes) in new[] { (_humanResourcesPerson, true), (_foreignManagerPerson, false) })
        {
            await using var page = OfficeCircuit.Open<EditPersonPage>(shared.Academy, reader, _learner.Id);
            Assert.Equal(!changes, page.IsNotFound);
        }

        Assert.NotEqual(HttpStatusCode.OK, (await _otherLearner.GetAsync(address)).StatusCode);
        // No form is posted to it any more.
        foreach (var visitor in new[] { _humanResources, _foreignManager, _otherLearner })
        {
            await PostAsync(visitor, address, ("_handler", "details"), ("Input.GivenName", "دیگری"), ("Input.FamilyName", "دیگری"));
        }

        Assert.NotEqual("دیگری", await shared.Academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == _learner.Id).Select(p => p.FamilyName).SingleAsync()));
    }

    [Fact]
    public async Task Nobody_writes_into_the_attempt_of_another()
    {
        var before = await shared.Academy.ReadAsync(db => db.Set<AttemptAnswer>().CountAsync(a => a.AttemptId == _attemptId));
        foreach (var other in new[] { _otherLearner, _ownManager, _humanResources })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(other, $"/attempts/{_attemptId}/answers/O1-01", ("answer", "a"))).StatusCode);
            // The page of another person's attempt has no such form: whoever sends it is led to that page, which is not there for them.
            Assert.Equal(HttpStatusCode.NotFound, (await other.FollowAsync(await PostAsync(other, $"/attempts/{_attemptId}/hand-in", ("_handler", "hand-in")))).StatusCode);
        }

        Assert.Equal(before, await shared.Academy.ReadAsync(db => db.Set<AttemptAnswer>().CountAsync(a => a.AttemptId == _attemptId)));
    }

    [Fact]
    public async Task A_manager_reaches_the_unit_and_what_is_below_and_not_the_unit_beside()
    {
        var academy = shared.Academy;
        var (head, beside) = (await academy.AddUnitAsync("بالا"), await academy.AddUnitAsync("کناری"));
        var person = await academy.AddPersonAsync(Audience.Frontline, unit: await academy.AddUnitAsync("پایین", head));
        await academy.SitAsync(person, "C01");
        var certificate = await academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == person.Id).Select(c => c.Id).FirstAsync());
        var (abovePerson, neighbourPerson) = (await academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: head), await academy.AddPersonAsync(Audience.Manager, Role.Manager, unit: beside));
        var (above, neighbour) = (await academy.SignInAsync(abovePerson), await academy.SignInAsync(neighbourPerson));
        await using var record = OfficeCircuit.Open<PersonPage>(academy, abovePerson, person.Id);
        await using var none = OfficeCircuit.Open<PersonPage>(academy, neighbourPerson, person.Id);
        Assert.Equal((false, true), (record.IsNotFound, none.IsNotFound));
        var leader = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Leader, Role.Leader));
        var address = $"/certificates/{certificate}/pdf";
        Assert.NotEqual(HttpStatusCode.NotFound, (await above.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(address)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await leader.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_course_for_another_audience_does_not_exist_for_the_learner() =>
        Assert.Equal(HttpStatusCode.NotFound, (await _own.GetAsync("/courses/C05")).StatusCode);

    /// <summary>Posts with the visitor's own antiforgery token, which a cross-site page would not have.</summary>
    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string address, params (string Name, string? Value)[] fields)
    {
        var page = await visitor.OpenAsync("/learning");
        page.QuerySelector("form[action='/sign-out']")!.SetAttribute("action", address);
        return await visitor.SubmitAsync(page, $"form[action='{address}']", address, fields);
    }
}
