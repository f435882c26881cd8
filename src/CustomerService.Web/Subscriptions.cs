using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Issuing;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;

namespace CustomerService.Web;

/// <summary>The only list of domain event subscriptions. An upstream capability never references a downstream one;
/// it raises a domain event, and the handlers here run in the same unit of work.</summary>
public static class Subscriptions
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddEventHandler<PersonJoined, AssignRequired>()
        .AddEventHandler<CoursePublished, AssignRequired>()
        .AddEventHandler<CourseCompleted, IssueCertificate>()
        .AddEventHandler<CourseCompleted, IssuePathCertificate>();
}
