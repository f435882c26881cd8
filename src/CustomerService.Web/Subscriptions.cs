using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Issuing;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;

namespace CustomerService.Web;

/// <summary>Who listens to what: the one list of reactions to facts. A capability upstream never names one downstream;
/// it records a fact, and the reactions here run in the same unit of work.</summary>
public static class Subscriptions
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddEventHandler<PersonJoined, AssignRequired>()
        .AddEventHandler<CoursePublished, AssignRequired>()
        .AddEventHandler<CourseCompleted, IssueCertificate>()
        .AddEventHandler<CourseCompleted, IssuePathCertificate>();
}
