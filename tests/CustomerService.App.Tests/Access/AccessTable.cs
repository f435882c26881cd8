using System.Net;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Slips;
using CustomerService.Certificates.Viewing;
using CustomerService.Learning.Assignments;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Rules;
using CustomerService.Learning.Validities;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.Messages.Deliveries;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Templates;
using CustomerService.People.Administration;
using CustomerService.People.Data;
using CustomerService.People.Import;
using CustomerService.People.Organisations;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.People.SecondFactor;
using CustomerService.People.Sessions;
using CustomerService.People.Settings;
using CustomerService.People.SignOn;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Reports.PersonRecords;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Access;

/// <summary>Who may open what. A new page or endpoint that is not listed here fails the tests.</summary>
internal enum Access
{
    /// <summary>Anonymous visitors too.</summary>
    Anyone,

    /// <summary>Any signed-in user; they see their own data.</summary>
    SignedIn,

    /// <summary>Managers, partner managers, HR and administrators; their scope decides whom they see.</summary>
    SeesPeople,

    /// <summary>Those, and leaders, who do not see names.</summary>
    SeesFigures,

    HumanResources,

    /// <summary>HR, administrators, and partner managers for their own agents.</summary>
    ManagesPeople,

    Administrator,
}

/// <summary>What the ids of a route refer to. Each has a record that is the user's own or in their scope, and a foreign one.</summary>
internal enum Subject
{
    /// <summary>The route has no id.</summary>
    None,

    /// <summary>A course with its lesson and its scenario; the foreign one is for another audience.</summary>
    Course,

    /// <summary>An open attempt, with an item of its quiz.</summary>
    OpenAttempt,
    SubmittedAttempt,

    /// <summary>The user's certificate, or a stranger's.</summary>
    OwnCertificate,
    OwnCompletion,

    /// <summary>A person in the user's scope.</summary>
    Person,

    /// <summary>The certificate of a person in the user's scope.</summary>
    PersonCertificate,
    PrintJob,

    /// <summary>A session of the user's own, other than the present one.</summary>
    Session,

    /// <summary>The name of a provider of identities; none is configured.</summary>
    Provider,

    /// <summary>The user's own link to an account of a provider.</summary>
    SignOnLink,

    /// <summary>An import of the user's own.</summary>
    Import,

    /// <summary>A request of somebody whom a provider sent; the foreign one does not exist.</summary>
    SignOnRequest,

    /// <summary>A rule of assignment; the frame is the same for all.</summary>
    Rule,

    /// <summary>The code of a certificate; the foreign one belongs to no certificate.</summary>
    VerificationCode,
    StatusCode,

    /// <summary>A message in the user's own inbox.</summary>
    Message,

    /// <summary>The token of a mail; the foreign one is not the academy's.</summary>
    MailToken,

    /// <summary>A help topic, the same for everybody; the foreign one does not exist.</summary>
    HelpTopic,
}

/// <param name="Answer">The status for users with access, where it is not a page or a redirect to one.</param>
internal sealed record RouteRule(Access Access, Subject Subject = Subject.None, HttpStatusCode? Answer = null)
{
    public static implicit operator RouteRule(Access access) => new(access);

    public static implicit operator RouteRule((Access Access, Subject Subject) rule) => new(rule.Access, rule.Subject);
}

/// <summary>A use case that pages of the office call in a circuit, where no endpoint asks who may.</summary>
/// <param name="Access">Who gets more than a refusal or themselves.</param>
/// <param name="Reaches">Whether it shows or changes a person to somebody: services, who asks, about whom.</param>
internal sealed record CircuitRule(Access Access, Func<IServiceProvider, Guid, TestPerson, Task<bool>> Reaches)
{
    /// <summary>Whether it shows everybody themselves.</summary>
    public bool IncludesSelf { get; init; }

    /// <summary>Whether it shows nobody anybody else's, whatever the role.</summary>
    public bool IsOwnAlone { get; init; }
}

internal static class AccessTable
{
    /// <summary>Use case → access. One that an interactive page uses and that is not listed here fails the tests.</summary>
    public static IReadOnlyDictionary<Type, CircuitRule> CircuitServices { get; } = new Dictionary<Type, CircuitRule>
    {
        [typeof(ViewPeople)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<ViewPeople>().RunAsync(asker, new PeopleFilter(person.UserName + "@", null, null, null, null), KeysetCursor.Start, countUpTo: 10))
            is { Rows.Count: var shown, Count: var counted } && (shown == counted ? shown : throw new InvalidOperationException("What is counted is not what is shown.")) > 0) { IncludesSelf = true },
        [typeof(ViewSettings)] = new(Access.Administrator, async (services, asker, _) => (await services.GetRequiredService<ViewSettings>().RunAsync(asker, "academy")).Succeeded),
        // From a version that never was: whoever may is told that somebody else was faster.
        [typeof(ChangeSettings)] = new(Access.Administrator, async (services, asker, _) =>
            (await services.GetRequiredService<ChangeSettings>().RunAsync(asker, "academy", version: -1, new Dictionary<string, string?>())).Refusal is StaleRecord),
        [typeof(ViewOrganisations)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<ViewOrganisations>().RunAsync(asker)).Value is { } view && view.Node(await PlaceAsync(services, person)) is { People.Own: > 0 }),
        [typeof(AddUnit)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<AddUnit>().RunAsync(asker, null, UniqueName())).Succeeded),
        [typeof(AddPartner)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<AddPartner>().RunAsync(asker, UniqueName())).Succeeded),
        [typeof(RenameOrgUnit)] = new(Access.HumanResources, async (services, asker, _) =>
        {
            // A partner of its own: names of others are read elsewhere.
            var partner = new Organisation(Guid.CreateVersion7(), OrganisationKind.Partner, UniqueName(), DateTime.UnixEpoch);
            await services.GetRequiredService<UnitOfWork>().RunAsync(db => Task.FromResult(db.Add(partner)));
            return (await services.GetRequiredService<RenameOrgUnit>().RunAsync(asker, partner.Id, UniqueName())).Succeeded;
        }),
        [typeof(ViewPerson)] = new(Access.SeesPeople, async (services, asker, person) => await services.GetRequiredService<ViewPerson>().RunAsync(asker, person.Id) is not null) { IncludesSelf = true },
        // There is nothing to release: whom it reaches it tells so.
        [typeof(ReleaseAttempt)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<ReleaseAttempt>().RunAsync(asker, person.Id, await CourseOfAsync(services, person), "دلیل")).Refusal is NothingToRelease),
        // Without a reason: whom it reaches it tells that one is missing.
        [typeof(ExemptFromCourse)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<ExemptFromCourse>().RunAsync(asker, person.Id, "C01", new(""))).Refusal is GroundsRefused),
        [typeof(ExtendDueDate)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<ExtendDueDate>().RunAsync(asker, person.Id, "C01", new DateOnly(2030, 1, 1), new(""))).Refusal is GroundsRefused),
        [typeof(EndAdjustment)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<EndAdjustment>().RunAsync(asker, person.Id, "C01", AdjustmentKind.Exemption, new(""))).Refusal is GroundsRefused),
        [typeof(RecogniseLearning)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<RecogniseLearning>().RunAsync(asker, person.Id, "C01", new DateOnly(2020, 1, 1), new(""))).Refusal is GroundsRefused),
        [typeof(WithdrawRecognition)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<WithdrawRecognition>().RunAsync(asker, person.Id, "C01", new(""))).Refusal is GroundsRefused),
        [typeof(ViewValidity)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<ViewValidity>().RunAsync(asker, courseId: null)).Succeeded),
        // Before the first revision there is nothing: whoever may decide is told so.
        [typeof(ExpireRevision)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<ExpireRevision>().PreviewAsync(asker, await CourseOfAsync(services, person), 1, new DateOnly(2030, 1, 1))).Refusal is Platform.NotFound
            && (await services.GetRequiredService<ExpireRevision>().RunAsync(asker, await CourseOfAsync(services, person), 1, new DateOnly(2030, 1, 1), "دلیل")).Refusal is Platform.NotFound),
        // Nothing ends by a day that has passed.
        [typeof(OpenRenewals)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<OpenRenewals>().PreviewAsync(asker, await CourseOfAsync(services, person), new DateOnly(2020, 1, 1))).Succeeded
            && (await services.GetRequiredService<OpenRenewals>().RunAsync(asker, await CourseOfAsync(services, person), new DateOnly(2020, 1, 1), new("دلیل"))).Value == 0),
        [typeof(ResetPassword)] = new(Access.ManagesPeople, async (services, asker, person) => (await services.GetRequiredService<ResetPassword>().RunAsync(asker, (await TwinAsync(services, person)).Id)).Succeeded),
        [typeof(ViewForChange)] = new(Access.ManagesPeople, async (services, asker, person) => await services.GetRequiredService<ViewForChange>().PersonAsync(asker, person.Id) is not null),
        // In the place of the person.
        [typeof(AddPerson)] = new(Access.ManagesPeople, async (services, asker, person) =>
        {
            var place = await PlaceOfAsync(services, person.Id);
            return (await services.GetRequiredService<AddPerson>().RunAsync(asker, new(new("نو", "آمده"), null, null, Language.Persian, null, null, place.OrganisationId, place.UnitId, place.Audience, null, null, null))).Succeeded;
        }),
        [typeof(ChangePerson)] = Changes<ChangePerson>((act, asker, twin) => act.RunAsync(asker, twin.Id, new("نو", "نام"), null, null)),
        [typeof(ConfirmContact)] = Changes<ConfirmContact>((act, asker, twin) => act.RunAsync(asker, twin.Id, ContactKind.Email, $"{twin.UserName}@example.org")) with { Access = Access.HumanResources },
        [typeof(MovePerson)] = new(Access.ManagesPeople, async (services, asker, person) =>
        {
            var twin = await TwinAsync(services, person);
            var place = await PlaceOfAsync(services, twin.Id);
            return (await services.GetRequiredService<MovePerson>().RunAsync(asker, twin.Id, place.Id, new(place.OrganisationId, place.UnitId, place.Audience, new("کار", "Work"), null))).Refusal is null or MembershipHeld;
        }),
        // The only place stays; whom it reaches it tells so.
        [typeof(EndMembership)] = new(Access.ManagesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<EndMembership>().RunAsync(asker, person.Id, (await PlaceOfAsync(services, person.Id)).Id)).Refusal is not (NotFound or NotAllowed)),
        [typeof(OpenAccount)] = new(Access.ManagesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<OpenAccount>().RunAsync(asker, person.Id, $"again-{Guid.NewGuid():N}")).Refusal is not (NotFound or NotAllowed)),
        [typeof(UnlockAccount)] = Changes<UnlockAccount>((act, asker, twin) => act.RunAsync(asker, twin.Id)),
        [typeof(EndPersonSessions)] = Changes<EndPersonSessions>((act, asker, twin) => act.RunAsync(asker, twin.Id)),
        [typeof(ResetSecondFactor)] = new(Access.Administrator, async (services, asker, person) => (await services.GetRequiredService<ResetSecondFactor>().RunAsync(asker, person.Id, "دلیل")).Refusal is NoSecondFactor),
        [typeof(GrantRole)] = new(Access.Administrator, async (services, asker, person) => (await services.GetRequiredService<GrantRole>().RunAsync(asker, (await TwinAsync(services, person)).Id, Role.Leader, null, null)).Succeeded),
        [typeof(RevokeRole)] = new(Access.Administrator, async (services, asker, person) =>
        {
            var twin = await TwinAsync(services, person);
            var grant = new RoleGrant(Guid.CreateVersion7(), twin.Id, Role.Leader, null, null, default);
            await AddAsync(services, grant);
            return (await services.GetRequiredService<RevokeRole>().RunAsync(asker, twin.Id, grant.Id)).Succeeded;
        }),
        [typeof(UndoSignOnLink)] = new(Access.ManagesPeople, async (services, asker, person) =>
        {
            var twin = await TwinAsync(services, person);
            var link = new SignOnLink(Guid.CreateVersion7(), "none", $"key of {twin.UserName}", twin.Id, twin.UserName, LinkOrigin.Email, default);
            await AddAsync(services, link);
            return (await services.GetRequiredService<UndoSignOnLink>().OfPersonAsync(asker, twin.Id, link.Id)).Succeeded;
        }),
        [typeof(ViewSignOnRequests)] = new(Access.HumanResources, async (services, asker, person) => await services.GetRequiredService<ViewSignOnRequests>().RunAsync(asker, KeysetCursor.Start) is not null),
        [typeof(AnswerSignOnRequest)] = new(Access.HumanResources, async (services, asker, person) =>
        {
            var request = new SignOnRequest(
                Guid.CreateVersion7(), new("none", $"{Guid.NewGuid():N}", null, "nobody@example.org", "هیچ", "کس", null, false, null, null, null, null, null, false, false), RequestReason.Unknown, null, default);
            await AddAsync(services, request);
            return (await services.GetRequiredService<AnswerSignOnRequest>().RefuseAsync(asker, request.Id)).Succeeded;
        }),
        [typeof(MoveUnit)] = new(Access.HumanResources, async (services, asker, _) =>
        {
            var employer = await EmployerAsync(services);
            var (unit, above) = (new Unit(Guid.CreateVersion7(), employer, null, UniqueName()), new Unit(Guid.CreateVersion7(), employer, null, UniqueName()));
            await services.GetRequiredService<UnitOfWork>().RunAsync(db =>
            {
                db.AddRange(unit, above);
                return Task.FromResult(0);
            });
            return (await services.GetRequiredService<MoveUnit>().RunAsync(asker, unit.Id, above.Id)).Succeeded;
        }),
        [typeof(CloseUnit)] = new(Access.HumanResources, async (services, asker, _) =>
            (await services.GetRequiredService<CloseUnit>().RunAsync(asker, await UnitAloneAsync(services), null, "دلیل")).Succeeded),
        // It is open: nothing changes, and whoever may is not told otherwise.
        [typeof(ReopenUnit)] = new(Access.HumanResources, async (services, asker, _) =>
            (await services.GetRequiredService<ReopenUnit>().RunAsync(asker, await UnitAloneAsync(services), "دلیل")).Succeeded),
        [typeof(ViewOrgHistory)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<ViewOrgHistory>().RunAsync(asker, await PlaceAsync(services, person))).Succeeded),
        [typeof(ViewCertificateRecord)] = new(Access.SeesPeople, async (services, asker, person) =>
            await services.GetRequiredService<ViewCertificateRecord>().RunAsync(asker, await CertificateOfAsync(services, person)) is not null) { IncludesSelf = true },
        // Without a reason, and without another name: whoever may is told that it is missing.
        [typeof(RevokeCertificate)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<RevokeCertificate>().RunAsync(asker, await CertificateOfAsync(services, person), reason: null)).Refusal is ReasonMissing),
        [typeof(ReissueCertificate)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<ReissueCertificate>().RunAsync(asker, await CertificateOfAsync(services, person), LocalText.Empty)).Refusal is not Platform.NotFound),
        [typeof(ViewPrints)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await PrintOfAsync(services, person)) is var job && (await services.GetRequiredService<ViewPrints>().RunAsync(asker, KeysetCursor.Start)).Rows.Any(r => r.Job.Id == job)) { IsOwnAlone = true },
        [typeof(ViewPrint)] = new(Access.SeesPeople, async (services, asker, person) =>
            await services.GetRequiredService<ViewPrint>().RunAsync(asker, await PrintOfAsync(services, person)) is not null) { IsOwnAlone = true },
        [typeof(RepeatPrint)] = new(Access.SeesPeople, async (services, asker, person) =>
            (await services.GetRequiredService<RepeatPrint>().RunAsync(asker, await PrintOfAsync(services, person))).Refusal is NothingToPrint) { IsOwnAlone = true },
        [typeof(ViewDeliveries)] = new(Access.ManagesPeople, async (services, asker, person) =>
        {
            var (view, key, filter) = (services.GetRequiredService<ViewDeliveries>(), KeysetCursor.Start, new DeliveryFilter(MessageKind.CertificateIssued, null));
            while (true)
            {
                var page = await view.RunAsync(asker, filter, key);
                if (page.Rows.Any(r => r.PersonId == person.Id))
                {
                    return true;
                }

                if (page.After is not { } after)
                {
                    return false;
                }

                key = new(after, null);
            }
        }) { IncludesSelf = true },
        [typeof(ShowDelivery)] = new(Access.ManagesPeople, async (services, asker, person) => (await services.GetRequiredService<ShowDelivery>().RunAsync(asker, await MailToAsync(services, person))).Succeeded) { IncludesSelf = true },
        [typeof(SendAgain)] = new(Access.ManagesPeople, async (services, asker, person) => (await services.GetRequiredService<SendAgain>().RunAsync(asker, await MailToAsync(services, person))).Refusal is MailOff),
        [typeof(ViewTemplate)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<ViewTemplate>().RunAsync(asker, MessageKind.PasswordReset, Language.English)).Succeeded),
        [typeof(SaveTemplate)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<SaveTemplate>().RunAsync(asker, MessageKind.PasswordReset, Language.English, new("", ""), new("", ""))).Refusal is TemplateEmpty),
        [typeof(SendTestMail)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<SendTestMail>().RunAsync(asker, MessageKind.PasswordReset, Language.English)).Refusal is MailOff),
        [typeof(ViewRules)] = new(Access.HumanResources, async (services, asker, _) => (await services.GetRequiredService<ViewRules>().RunAsync(asker)).Succeeded && (await services.GetRequiredService<ViewRules>().PeopleAsync(asker, [])).Succeeded),
        // About the person alone, by name.
        [typeof(PreviewRule)] = new(Access.HumanResources, async (services, asker, person) =>
            (await services.GetRequiredService<PreviewRule>().RunAsync(asker, null, RuleFor(person), KeysetCursor.Start)).Value is { People.People: [var one] } && one.Id == person.Id),
        // A draft: it assigns nothing.
        [typeof(SaveRule)] = new(Access.HumanResources, async (services, asker, person) => (await services.GetRequiredService<SaveRule>().RunAsync(asker, null, RuleFor(person) with { CourseId = await CourseOfAsync(services, person) }, activate: false)).Succeeded),
        [typeof(EndRule)] = new(Access.HumanResources, async (services, asker, person) =>
        {
            var rule = new AssignmentRule(Guid.CreateVersion7(), RuleFor(person), person.Id, default);
            await AddAsync(services, rule);
            return (await services.GetRequiredService<EndRule>().RunAsync(asker, rule.Id)).Succeeded;
        }),
        [typeof(ChangeActivity)] = new(Access.ManagesPeople, async (services, asker, person) => (await services.GetRequiredService<ChangeActivity>().RunAsync(asker, person.Id, active: true)).Succeeded),
        [typeof(ReceiveImport)] = new(Access.ManagesPeople, async (services, asker, person) => await ImportsOf.PlansAsync(services, asker, person) is not null),
        [typeof(PlanImport)] = new(Access.ManagesPeople, async (services, asker, person) => await ImportsOf.PlansAsync(services, asker, person) is not null),
        [typeof(ReadImport)] = new(Access.ManagesPeople, async (services, asker, person) =>
            await ImportsOf.PlansAsync(services, asker, person) is { } id && (await services.GetRequiredService<ReadImport>().RowsAsync(asker, id, new(), null, null, 5)).Any(r => r.SubjectId == person.Id)),
        [typeof(ConfirmImport)] = new(Access.ManagesPeople, async (services, asker, person) =>
            await ImportsOf.PlansAsync(services, asker, person) is { } id && (await services.GetRequiredService<ConfirmImport>().RunAsync(asker, id)).Succeeded
            && await ImportsOf.IsOverAsync(services, asker, id)),
        [typeof(CancelImport)] = new(Access.ManagesPeople, async (services, asker, person) =>
            await ImportsOf.PlansAsync(services, asker, person) is not null && (await services.GetRequiredService<CancelImport>().RunAsync(asker, await ImportsOf.AddAsync(services, asker, isDone: false))).Succeeded),
        [typeof(FirstUseSlips)] = new(Access.ManagesPeople, async (services, asker, person) =>
            await ImportsOf.PlansAsync(services, asker, person) is not null && await services.GetRequiredService<FirstUseSlips>().ViewAsync(asker, await ImportsOf.AddAsync(services, asker, isDone: true)) is not null),
        // Nobody waits for a slip: whom it reaches it tells so.
        [typeof(PrintSlips)] = new(Access.ManagesPeople, async (services, asker, person) =>
            await ImportsOf.PlansAsync(services, asker, person) is not null
            && (await services.GetRequiredService<PrintSlips>().RunAsync(asker, await ImportsOf.AddAsync(services, asker, isDone: true), 0, Language.Persian)).Refusal is NobodyNeedsSlip),
        [typeof(UndoImport)] = new(Access.ManagesPeople, async (services, asker, person) =>
            await ImportsOf.PlansAsync(services, asker, person) is not null && (await services.GetRequiredService<UndoImport>().RunAsync(asker, await ImportsOf.AddAsync(services, asker, isDone: true))).Succeeded),
    };

    /// <summary>A mail to the person, as the database has it.</summary>
    private static async Task<Guid> MailToAsync(IServiceProvider services, TestPerson person)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Delivery>().Where(d => d.PersonId == person.Id && d.Kind == MessageKind.CertificateIssued).Select(d => d.Id).FirstAsync();
    }

    /// <summary>Route pattern → access, and what its ids refer to. Patterns ending in <c>*</c> are prefixes (files and framework endpoints).</summary>
    public static IReadOnlyDictionary<string, RouteRule> Routes { get; } = new Dictionary<string, RouteRule>(StringComparer.OrdinalIgnoreCase)
    {
        ["/sign-in"] = Access.Anyone,
        ["/sign-in/second-step"] = Access.Anyone, // without the right password before it, it says so
        ["/sign-in/passkey"] = Access.Anyone,
        ["/sign-in/problem"] = Access.Anyone,
        ["/sign-in/with/{provider}"] = new(Access.Anyone, Subject.Provider, HttpStatusCode.NotFound), // none of that name is configured
        ["/sign-in/continue/{provider}"] = new(Access.Anyone, Subject.Provider, HttpStatusCode.NotFound),
        ["/sign-out/front-channel/{provider}"] = new(Access.Anyone, Subject.Provider, HttpStatusCode.NotFound),
        ["/sign-out/back-channel/{provider}"] = new(Access.Anyone, Subject.Provider, HttpStatusCode.NotFound),
        ["/sign-out/at-provider"] = Access.Anyone, // without a ticket it leads to the next
        ["/signed-out"] = Access.Anyone,
        ["/register"] = Access.Anyone,
        ["/forgot-password"] = Access.Anyone,
        ["/reset-password"] = Access.Anyone, // without a valid token it says so
        ["/unsubscribe"] = Access.Anyone, // likewise
        ["/unsubscribe/{token}"] = (Access.Anyone, Subject.MailToken),
        ["/setup"] = new(Access.Anyone, Answer: HttpStatusCode.NotFound), // the academy is already set up
        ["/sign-out"] = Access.Anyone,
        ["/access-denied"] = new(Access.Anyone, Answer: HttpStatusCode.Forbidden),
        ["/status/{Code:int}"] = new(Access.Anyone, Subject.StatusCode, HttpStatusCode.NotFound),
        ["/design/office"] = new(Access.SignedIn, Answer: HttpStatusCode.NotFound),
        ["/design*"] = new(Access.Anyone, Answer: HttpStatusCode.NotFound), // served in Development only
        ["/pictures/{hash}"] = new(Access.Anyone, Subject.Provider, HttpStatusCode.NotFound), // a name that no picture has
        ["/accent/{colour}"] = new(Access.Anyone, Subject.Provider, HttpStatusCode.NotFound), // no colour
        ["/preferences/language"] = Access.Anyone,
        ["/preferences/theme"] = Access.Anyone,
        ["/preferences/drawer"] = Access.Anyone,
        ["/health/live"] = Access.Anyone,
        ["/health/ready"] = Access.Anyone,
        ["/verify"] = Access.Anyone,
        ["/verify/{Code}"] = (Access.Anyone, Subject.VerificationCode),

        ["/"] = Access.SignedIn,
        ["/account"] = Access.SignedIn,
        ["/account/sessions/{sessionId:guid}/end"] = (Access.SignedIn, Subject.Session),
        ["/account/sessions/others/end"] = Access.SignedIn,
        ["/account/sign-on/{linkId:guid}/end"] = (Access.SignedIn, Subject.SignOnLink),
        ["/account/password"] = Access.SignedIn,
        ["/account/confirm-email"] = Access.SignedIn, // confirms the own address alone
        ["/inbox"] = Access.SignedIn,
        ["/inbox/read"] = Access.SignedIn,
        ["/inbox/mail"] = Access.SignedIn,
        ["/inbox/{id:guid}/open"] = (Access.SignedIn, Subject.Message),
        ["/account/two-step"] = Access.SignedIn,
        ["/account/two-step/app"] = Access.SignedIn,
        ["/account/two-step/codes"] = Access.SignedIn,
        ["/account/two-step/passkey"] = Access.SignedIn,
        ["/glossary"] = Access.Anyone,
        ["/help"] = Access.Anyone,
        ["/help/{Slug}"] = (Access.Anyone, Subject.HelpTopic),
        ["/learning"] = Access.SignedIn,
        ["/record"] = Access.SignedIn,
        ["/courses/{CourseId}"] = (Access.SignedIn, Subject.Course),
        ["/courses/{CourseId}/lessons/{LessonId}"] = (Access.SignedIn, Subject.Course),
        ["/courses/{courseId}/lessons/{lessonId}/position"] = (Access.SignedIn, Subject.Course),
        ["/courses/{courseId}/activity"] = (Access.SignedIn, Subject.Course),
        ["/courses/{CourseId}/scenarios/{ScenarioId}"] = (Access.SignedIn, Subject.Course),
        ["/courses/{CourseId}/quiz"] = (Access.SignedIn, Subject.Course),
        ["/attempts/{AttemptId:guid}"] = (Access.SignedIn, Subject.OpenAttempt),
        ["/attempts/{AttemptId:guid}/hand-in"] = (Access.SignedIn, Subject.OpenAttempt),
        ["/attempts/{AttemptId:guid}/result"] = (Access.SignedIn, Subject.SubmittedAttempt),
        ["/attempts/{attemptId:guid}/answers/{itemId}"] = (Access.SignedIn, Subject.OpenAttempt),
        ["/certificates"] = Access.SignedIn,
        ["/certificates/{Id:guid}"] = (Access.SignedIn, Subject.OwnCertificate),
        ["/certificates/{id:guid}/pdf"] = (Access.SignedIn, Subject.OwnCertificate),
        ["/certificates/of/{completionId:guid}"] = (Access.SignedIn, Subject.OwnCompletion),
        ["/standards"] = Access.SignedIn,

        ["/office"] = Access.SeesFigures,
        ["/office/not-found"] = Access.SignedIn,
        ["/office/matrix"] = Access.SeesPeople,
        ["/office/matrix/export"] = Access.SeesPeople,
        ["/office/people"] = Access.SeesPeople,
        ["/office/people/{Id:guid}"] = (Access.SeesPeople, Subject.Person),
        ["/office/people/new"] = Access.ManagesPeople,
        ["/office/people/export"] = Access.ManagesPeople,
        ["/office/import"] = Access.ManagesPeople,
        ["/office/import/template"] = Access.ManagesPeople,
        ["/office/import/{Id:guid}"] = (Access.ManagesPeople, Subject.Import),
        ["/office/import/{importId:guid}/problems"] = (Access.ManagesPeople, Subject.Import),
        ["/office/people/{Id:guid}/edit"] = (Access.ManagesPeople, Subject.Person),
        ["/office/organisations"] = Access.HumanResources,
        ["/office/organisations/export"] = new(Access.HumanResources, Answer: HttpStatusCode.BadRequest), // without saying what
        ["/office/assignments"] = Access.HumanResources,
        ["/office/assignments/new"] = Access.HumanResources,
        ["/office/assignments/{Id:guid}"] = (Access.HumanResources, Subject.Rule),
        ["/office/settings"] = Access.HumanResources,
        ["/office/validity"] = Access.HumanResources,
        ["/office/messages"] = Access.ManagesPeople,
        ["/office/messages/templates"] = Access.HumanResources,
        ["/office/sign-on"] = Access.HumanResources,
        ["/office/sign-on/{Id:guid}"] = (Access.HumanResources, Subject.SignOnRequest),
        ["/office/certificates/{Id:guid}"] = (Access.SeesPeople, Subject.PersonCertificate),
        ["/office/slips/{Id:guid}"] = (Access.ManagesPeople, Subject.Import),
        ["/office/slips/files/{key:guid}"] = new(Access.ManagesPeople, Subject.Import, HttpStatusCode.NotFound), // nobody has made any
        ["/office/prints"] = Access.SeesPeople,
        ["/office/prints/{Id:guid}"] = (Access.SeesPeople, Subject.PrintJob),
        ["/office/prints/{id:guid}/file"] = (Access.SeesPeople, Subject.PrintJob),
    };

    private static RuleTerms RuleFor(TestPerson person) => new(new("قاعده", "Rule"), RuleConditions.None, [person.Id], "C01", null, RuleTiming.AtOnce);

    /// <summary>For acts on somebody who may be changed, tried on a twin of the person.</summary>
    private static CircuitRule Changes<TUseCase>(Func<TUseCase, Guid, TestPerson, Task<Result>> act) where TUseCase : notnull =>
        new(Access.ManagesPeople, async (services, asker, person) => (await act(services.GetRequiredService<TUseCase>(), asker, await TwinAsync(services, person))).Succeeded);

    private static async Task<Membership> PlaceOfAsync(IServiceProvider services, Guid personId)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Membership>().AsNoTracking().SingleAsync(m => m.PersonId == personId && m.EndedAtUtc == null);
    }

    private static Task AddAsync(IServiceProvider services, object record) => services.GetRequiredService<UnitOfWork>().RunAsync(db =>
    {
        db.Add(record);
        return Task.FromResult(Result.Done);
    });

    /// <summary>A course in which the person is enrolled.</summary>
    private static async Task<string> CourseOfAsync(IServiceProvider services, TestPerson person)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Enrolment>().Where(e => e.PersonId == person.Id).OrderBy(e => e.Id).Select(e => e.CourseId).FirstAsync();
    }

    /// <summary>Somebody in the same places as a person of the population, for acts that would change what other tests rely on.</summary>
    private static async Task<TestPerson> TwinAsync(IServiceProvider services, TestPerson person)
    {
        var userName = $"twin-{Guid.NewGuid():N}";
        var create = services.GetRequiredService<CreatePerson>();
        var made = await services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var held = await db.Set<Membership>().AsNoTracking().SingleAsync(m => m.PersonId == person.Id && m.EndedAtUtc == null);
            return await create.RunAsync(db, new NewPerson(
                new PersonName("همانند", userName), $"{userName}@example.org", null, Language.Persian, userName, Academy.Password, held.OrganisationId, held.UnitId, held.Audience, null, null), default);
        });
        return new(made.Value, userName);
    }

    /// <returns>Null for a route that is not listed.</returns>
    public static RouteRule? Of(string pattern) =>
        Routes.TryGetValue(pattern, out var rule) ? rule
        : Routes.Where(r => r.Key.EndsWith('*') && pattern.StartsWith(r.Key[..^1], StringComparison.OrdinalIgnoreCase)).Select(r => r.Value).FirstOrDefault();

    private static async Task<Guid> EmployerAsync(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Organisation>().Where(o => o.Kind == OrganisationKind.Employer).Select(o => o.Id).FirstAsync();
    }

    private static async Task<Guid> CertificateOfAsync(IServiceProvider services, TestPerson person)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Certificate>().Where(c => c.PersonId == person.Id && c.RevokedAtUtc == null && c.SupersededById == null).Select(c => c.Id).FirstAsync();
    }

    /// <summary>A print that the person asked for, the newest, of no certificate.</summary>
    private static async Task<Guid> PrintOfAsync(IServiceProvider services, TestPerson person)
    {
        var job = new PrintJob(Guid.CreateVersion7(), person.Id, 1, Language.Persian, duplicate: false, services.GetRequiredService<TimeProvider>().UtcNow().AddSeconds(1));
        await services.GetRequiredService<UnitOfWork>().RunAsync(db => Task.FromResult(db.Add(job)));
        return job.Id;
    }

    private static LocalText UniqueName() => new($"واحد {Guid.NewGuid():N}", $"Unit {Guid.NewGuid():N}");

    /// <summary>A unit in which nobody is.</summary>
    private static async Task<Guid> UnitAloneAsync(IServiceProvider services)
    {
        var unit = new Unit(Guid.CreateVersion7(), await EmployerAsync(services), null, UniqueName());
        await services.GetRequiredService<UnitOfWork>().RunAsync(db => Task.FromResult(db.Add(unit)));
        return unit.Id;
    }

    /// <summary>The unit of a person, or the organisation.</summary>
    private static async Task<Guid> PlaceAsync(IServiceProvider services, TestPerson person)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Set<Membership>().Where(m => m.PersonId == person.Id && m.EndedAtUtc == null).Select(m => m.UnitId ?? m.OrganisationId).FirstAsync();
    }

    public static bool May(string role, Access access) => access switch
    {
        Access.Anyone => true,
        Access.SignedIn => role != Roles.Visitor,
        Access.SeesPeople => role is Roles.Manager or Roles.PartnerManager || SeesEverybody(role),
        Access.SeesFigures => role == Roles.Leader || May(role, Access.SeesPeople),
        Access.ManagesPeople => role == Roles.PartnerManager || SeesEverybody(role),
        Access.HumanResources => SeesEverybody(role),
        Access.Administrator => role == Roles.Administrator,
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, "Nobody said who may."),
    };

    /// <summary>Whether the role's scope includes every person and every certificate.</summary>
    public static bool SeesEverybody(string role) => role is Roles.HumanResources or Roles.Administrator;
}

/// <summary>The kinds of user.</summary>
internal static class Roles
{
    public const string Visitor = "visitor", Learner = "learner", Agent = "agent", Customer = "customer", Leader = "leader", Manager = "manager",
        PartnerManager = "partner manager", HumanResources = "human resources", Administrator = "administrator";

    public static TheoryData<string> All => [Visitor, Learner, Agent, Customer, Leader, Manager, PartnerManager, HumanResources, Administrator];
}
