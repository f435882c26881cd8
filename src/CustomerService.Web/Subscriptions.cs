using CustomerService.Catalogue.Rules;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Rules;
using CustomerService.Messages.Notices;
using CustomerService.People.Rules;
using CustomerService.Platform;

namespace CustomerService.Web;

/// <summary>The only list of domain event subscriptions. An upstream capability never references a downstream one;
/// it raises a domain event, and the handlers here run in the same unit of work.</summary>
public static class Subscriptions
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddEventHandler<PersonJoined, AssignRequired>()
        .AddEventHandler<PersonJoined, MatchPeople>()
        .AddEventHandler<MembershipEnded, AssignRequired>()
        .AddEventHandler<MembershipEnded, MatchPeople>()
        .AddEventHandler<RolesChanged, MatchPeople>()
        .AddEventHandler<ActivityChanged, MatchPeople>()
        .AddEventHandler<UnitMoved, MatchPeople>()
        .AddEventHandler<UnitMerged, FollowMergedUnit>()
        .AddEventHandler<CoursePublished, AssignRequired>()
        .AddEventHandler<CourseCompleted, MatchPeople>()
        .AddEventHandler<CourseCompleted, IssueCertificate>()
        .AddEventHandler<CourseCompleted, IssuePathCertificate>()
        .AddEventHandler<CourseCompleted, LearningNotices>()
        .AddEventHandler<AttemptReleased, LearningNotices>()
        .AddEventHandler<RuleAssigned, LearningNotices>()
        .AddEventHandler<DueDateChanged, LearningNotices>()
        .AddEventHandler<CourseExempted, LearningNotices>()
        .AddEventHandler<LearningRecognised, LearningNotices>()
        .AddEventHandler<ValidityEndsSoon, ValidityMessages>()
        .AddEventHandler<ValidityEnded, ValidityMessages>()
        .AddEventHandler<ValidityShortened, ShortenCertificates>()
        .AddEventHandler<ValidityShortened, ValidityMessages>()
        .AddEventHandler<RenewalOpened, ValidityMessages>()
        .AddEventHandler<CertificateIssued, LearningNotices>()
        .AddEventHandler<CertificateRevoked, LearningNotices>()
        .AddEventHandler<AccountOpened, AccountNotices>()
        .AddEventHandler<EmailToConfirm, AccountNotices>()
        .AddEventHandler<PasswordChanged, AccountNotices>()
        .AddEventHandler<SecondFactorChanged, AccountNotices>();
}
