using System.Text;
using CustomerService.Catalogue.Publishing;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Import;
using CustomerService.People.Registration;
using CustomerService.People.Rules;
using CustomerService.People.Rules.Imports;
using CustomerService.People.Settings;
using CustomerService.People.SignOn;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>Fills an empty academy with demonstration data: organisations and people through the same use cases that HR and
/// visitors use, with a clock that runs through the past months. Does nothing if the academy is already set up, and resumes
/// an interrupted start: all people are added at once, and the academy counts as set up only at the end.</summary>
internal static class DemoAcademy
{
    private const int Seed = 1405;
    private const int DaysOfHistory = 480;

    /// <returns>Whether the demonstration data was added now.</returns>
    public static async Task<bool> FillAsync(string[] args, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var clock = new DemoClock(nowUtc);
        await using var academy = AcademyHost.Build(args, services => services.AddSingleton<TimeProvider>(clock));
        if (await academy.Services.GetRequiredService<SetupState>().IsDoneAsync(cancellationToken))
        {
            return false;
        }

        var random = new Random(Seed);
        clock.MoveTo(nowUtc.Date.AddDays(-DaysOfHistory));
        await using (var scope = academy.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PublishContent>().RunAsync(academy.Services.GetRequiredService<AcademyReference>().Folder!, cancellationToken);
        }

        var people = await FindPeopleAsync(academy.Services, cancellationToken) ?? await FillPeopleAsync(academy.Services, clock, nowUtc, random, cancellationToken);
        await DemoUnits.AddAsync(academy.Services, clock, people.First(m => m.Person.UserName == "mina").Id, nowUtc, cancellationToken);
        await SetAsync(academy.Services, clock, cancellationToken);
        await new DemoProgress(academy.Services, clock, nowUtc, random).FillAsync(people, cancellationToken);
        clock.MoveTo(nowUtc.AddHours(-3));
        await AddImportsAsync(academy.Services, people.First(m => m.Person.UserName == "mina").Id, cancellationToken);
        await DemoRules.AddAsync(academy.Services, people.First(m => m.Person.UserName == "mina").Id, nowUtc, cancellationToken);
        await DemoDecisions.AddAsync(academy.Services, people.First(m => m.Person.UserName == "mina").Id, nowUtc, cancellationToken);
        await DemoMessages.RemindAsync(academy.Services, clock, nowUtc, cancellationToken);
        await DemoMessages.SettleAsync(academy.Services, nowUtc, cancellationToken);
        await academy.Services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var employer = await db.Set<Organisation>().SingleAsync(o => o.Kind == OrganisationKind.Employer, cancellationToken);
            db.Add(new Installation(employer.Id, employer.CreatedAtUtc));
            return 0;
        }, cancellationToken);
        return true;
    }

    /// <summary>Printed at start: the accounts and their roles.</summary>
    public static IEnumerable<string> SignInLines() =>
    [
        "The demonstration is open to these (password for all: " + DemoPeople.Password + ")",
        "  sara    learner, front line          سارا محمدی",
        "  reza    manager of a unit            رضا کاظمی",
        "  kaveh   manager of a partner         کاوه البرزی",
        "  leyla   sales agent of that partner  لیلا ساعی",
        "  nima    customer                     نیما فرهادی",
        "  mina    human resources              مینا رستگار",
        "  dara    senior leader                دارا نیک‌نام",
        "  admin   administrator                هما یزدانی",
    ];

    /// <summary>Who signs certificates, as human resources set it; an interrupted start has set it already.</summary>
    private static async Task SetAsync(IServiceProvider services, DemoClock clock, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<SettingsStore>();
        var section = services.GetRequiredService<SettingsEntries>().Find("certificates")!.Section;
        await services.GetRequiredService<UnitOfWork>().RunAsync(db => store.ChangeAsync(
            db, actorId: null, section, version: 0, new Dictionary<string, string?> { ["Certificates:SignatoryName:Fa"] = "دارا نیک‌نام", ["Certificates:SignatoryName:En"] = "Dara Niknam" }, clock, cancellationToken), cancellationToken);
        await store.RefreshAsync(cancellationToken);
    }

    /// <returns>The people added by an interrupted start; null if there are none.</returns>
    private static async Task<IReadOnlyList<DemoMember>?> FindPeopleAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken);
        var joined = await db.Set<Account>()
            .Join(db.Set<Membership>(), a => a.Id, m => m.PersonId, (a, m) => new { a.Id, a.UserName, m.StartedAtUtc })
            .ToDictionaryAsync(a => a.UserName!, StringComparer.Ordinal, cancellationToken);
        return joined.Count == 0
            ? null
            : [.. Cast.Select(p => new DemoMember(joined[p.SignInName].Id, p, LanguageOf(p), joined[p.SignInName].StartedAtUtc))];
    }

    private static async Task<IReadOnlyList<DemoMember>> FillPeopleAsync(
        IServiceProvider services, DemoClock clock, DateTime nowUtc, Random random, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var create = scope.ServiceProvider.GetRequiredService<CreatePerson>();
        return await services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
        {
            var foundedAtUtc = nowUtc.Date.AddDays(-DaysOfHistory).AddHours(6);
            clock.MoveTo(foundedAtUtc);
            var employer = new Organisation(Guid.CreateVersion7(), OrganisationKind.Employer, DemoPeople.Employer, foundedAtUtc);
            var customers = new Organisation(Guid.CreateVersion7(), OrganisationKind.Customers, DemoPeople.Customers, foundedAtUtc);
            var partners = DemoPeople.Partners.ToDictionary(p => p.Key, p => new Organisation(Guid.CreateVersion7(), OrganisationKind.Partner, p.Name, foundedAtUtc));
            var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
            db.AddRange(employer, customers);
            db.AddRange(partners.Values);
            foreach (var unit in DemoPeople.Units)
            {
                units[unit.Key] = new Unit(Guid.CreateVersion7(), employer.Id, unit.Parent is null ? null : units[unit.Parent], unit.Name);
                db.Add(units[unit.Key]);
            }

            var made = new List<DemoMember>();
            foreach (var (number, person) in Cast.Index())
            {
                // Most joined long enough ago to be finished or overdue; Sara's due dates are in the future. Most agents came more than a
                // year ago and learned at once: two of their courses count for a year.
                var joinedAtUtc = nowUtc.Date.AddDays(person.UserName == "sara" ? -38 : person is { Audience: Audience.Agent, UserName: null } ? -random.Next(340, DaysOfHistory) : -random.Next(15, 150)).AddHours(5).AddMinutes(random.Next(0, 300));
                clock.MoveTo(joinedAtUtc);
                var unit = units.GetValueOrDefault(person.OrgUnit);
                var organisation = unit is not null ? employer : partners.GetValueOrDefault(person.OrgUnit) ?? customers;
                var id = await create.RunAsync(db, new NewPerson(
                    person.Name, $"{person.SignInName}@example.org", null, LanguageOf(person), person.SignInName, DemoPeople.Password, organisation.Id, unit?.Id,
                    person.Audience, person.JobTitle, unit is null ? null : (1001 + number).ToString(System.Globalization.CultureInfo.InvariantCulture),
                    PasswordOrigin: PasswordOrigin.Demonstration,
                    // Human resources entered the employees; agents were entered by their partner, and customers registered themselves.
                    Claim: unit is null ? null : new ContactClaim(Guid.Empty, TakesOver: false)), cancellationToken);
                if (!id.Succeeded)
                {
                    throw new InvalidOperationException($"The demonstration could not add {person.SignInName}: {id.Refusal?.Code}");
                }

                if (person.Role is { } role)
                {
                    db.Add(new RoleGrant(Guid.CreateVersion7(), id.Value, role,
                        role.Traits().GrantedFor == GrantKind.Partner ? organisation.Id : null, role.Traits().GrantedFor == GrantKind.Unit ? unit?.Id : null, joinedAtUtc));
                }

                await db.SaveChangesAsync(cancellationToken);
                made.Add(new DemoMember(id.Value, person, LanguageOf(person), joinedAtUtc));
            }

            AddSignOn(db, made, nowUtc);
            return made;
        }, cancellationToken);
    }

    /// <summary>What sign-on by the organisation's own accounts leaves behind: somebody who is connected, and somebody whom nobody recognised.</summary>
    private static void AddSignOn(AppDbContext db, List<DemoMember> members, DateTime nowUtc)
    {
        var sara = members.Find(m => m.Person.UserName == "sara")!;
        db.Add(new SignOnLink(Guid.CreateVersion7(), "mehrasa", ProviderKeys.OfSubject("https://sso.mehrasa.example", "sara"), sara.Id, "s.mohammadi@mehrasa.example", LinkOrigin.PersonnelNumber, nowUtc.AddDays(-40)));
        db.Add(new SignOnRequest(Guid.CreateVersion7(), new ProviderIdentity(
            "mehrasa", ProviderKeys.OfSubject("https://sso.mehrasa.example", "p.noori"), null, "p.noori@mehrasa.example", "پروانه", "نوری", "p.noori@mehrasa.example", IsEmailVerified: true,
            "1088", "مرکز تماس", null, null, Language.Persian, HasLeft: false, HasSecondFactor: false), RequestReason.Unknown, null, nowUtc.AddHours(-20)));
    }

    /// <summary>A list of new colleagues, one of new units and one of courses taken elsewhere, which human resources sent and have not confirmed yet: some rows are to be mended first.</summary>
    private static async Task AddImportsAsync(IServiceProvider services, Guid humanResources, CancellationToken cancellationToken)
    {
        const string People = """
            شماره پرسنلی,نام,نام خانوادگی,رایانامه,شماره همراه,واحد,گروه مخاطب,تاریخ شروع,اتاق
            1201,آیدا,مهرپور,a.mehrpoor@example.org,09127001201,مرکز تماس,خط مقدم,1405/08/15,12
            1202,بردیا,سهرابی,b.sohrabi@example.org,09127001202,مرکز تماس,خط مقدم,1405/08/15,12
            1203,پگاه,نیکخواه,p.nikkhah@example,09127001203,مرکز تماس,خط مقدم,1405/08/15,14
            1204,تینا,فروتن,,09127001204,مرکز ارتباطات,خط مقدم,1405/08/20,14
            1202,کوروش,امینی,,,مرکز تماس,خط مقدم,1405/08/20,
            """;
        const string Units = """
            نام واحد,نام انگلیسی,واحد بالادست
            خدمات پس از فروش,After-sales service,
            پذیرش تعمیرات,Repair reception,خدمات پس از فروش
            مرکز تماس شبانه,Night contact centre,مرکز تماس
            کیفیت,Quality,معاونت کیفیت
            """;
        const string Completions = """
            نام کاربری,دوره,تاریخ گواهی,نمره,شماره گواهینامه,مؤسسه
            reza,C03,1403/11/20,۸۸,خ-۱۴۰۳-۲۱۸,مؤسسهٔ خدمت نوین
            dara,C01,1403/09/02,,خ-۱۴۰۳-۰۷۴,مؤسسهٔ خدمت نوین
            sara,C44,1402/12/10,۹۱,,
            """;
        await using var scope = services.CreateAsyncScope();
        if ((await scope.ServiceProvider.GetRequiredService<ReadImport>().HistoryAsync(humanResources, 1, cancellationToken)).Count > 0)
        {
            return;
        }

        foreach (var (kind, name, list) in new[] { (ImportKind.Completions, "دوره‌های پیشین.csv", Completions), (ImportKind.Units, "واحدهای تازه.csv", Units), (ImportKind.People, "همکاران تازه.csv", People) })
        {
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(list));
            var received = await scope.ServiceProvider.GetRequiredService<ReceiveImport>().RunAsync(humanResources, kind, name, file, cancellationToken);
            await scope.ServiceProvider.GetRequiredService<PlanImport>().RunAsync(humanResources, received.Value, cancellationToken: cancellationToken);
        }
    }

    private static IEnumerable<DemoPerson> Cast => DemoPeople.Leads.Concat(DemoPeople.Others);

    private static Language LanguageOf(DemoPerson person) => person.GivenName == person.LatinGivenName ? Language.English : Language.Persian;
}
