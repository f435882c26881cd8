using System.Net;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Access;

/// <summary>The second half of the matrix: records that exist, asked for by those they belong to and by those they do not.</summary>
public sealed class OwnAndForeignTests(SharedAcademy shared) : IAsyncLifetime
{
    private const string Course = "C13";

    private TestPerson learner = null!;
    private Guid attemptId;
    private Guid certificateId;
    private Visitor own = null!;
    private Visitor otherLearner = null!;
    private Visitor ownManager = null!;
    private Visitor foreignManager = null!;
    private Visitor humanResources = null!;

    public async ValueTask InitializeAsync()
    {
        var academy = shared.Academy;
        var partner = await academy.AddPartnerAsync("شریک");
        learner = await academy.AddPersonAsync(Audience.Customer, null, partner);
        attemptId = await academy.SitAsync(learner, Course);
        certificateId = await academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == learner.Id).Select(c => c.Id).FirstAsync());
        own = await academy.SignInAsync(learner);
        otherLearner = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Customer, null, partner));
        ownManager = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, partner));
        foreignManager = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Agent, Role.PartnerManager, await academy.AddPartnerAsync("دیگری")));
        humanResources = await academy.SignInAsync(await academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_quiz_attempt_is_the_learners_alone()
    {
        var address = $"/attempts/{attemptId}/result";
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(address)).StatusCode);
        foreach (var other in new[] { otherLearner, ownManager, foreignManager, humanResources })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/attempts/{attemptId}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_certificate_is_shown_to_its_owner_and_to_those_whose_scope_reaches_the_owner()
    {
        foreach (var address in new[] { $"/certificates/{certificateId}", $"/office/certificates/{certificateId}" })
        {
            Assert.Equal(HttpStatusCode.OK, (await humanResources.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await ownManager.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await foreignManager.GetAsync(address)).StatusCode);
            Assert.NotEqual(HttpStatusCode.OK, (await otherLearner.GetAsync(address)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"/certificates/{certificateId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreignManager.GetAsync($"/certificates/{certificateId}/pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await otherLearner.GetAsync($"/certificates/{certificateId}/pdf")).StatusCode);
    }

    [Fact]
    public async Task A_persons_record_is_open_only_where_the_scope_reaches()
    {
        var address = $"/office/people/{learner.Id}";
        Assert.Equal(HttpStatusCode.OK, (await humanResources.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ownManager.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await foreignManager.GetAsync(address)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await own.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task A_course_for_another_audience_does_not_exist_for_the_learner() =>
        Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync("/courses/C05")).StatusCode);
}
