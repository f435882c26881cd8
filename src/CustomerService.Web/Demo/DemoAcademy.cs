using CustomerService.Catalogue;
using CustomerService.People;
using CustomerService.People.Rules;
using CustomerService.Platform.Data;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>Fills an empty academy with the demonstration: organisations and people through the same use cases that HR and
/// visitors use, with a clock that runs through the past months. Does nothing where the academy is set up already.</summary>
internal static class DemoAcademy
{
    private const int Seed = 1405;
    private const int DaysOfHistory = 400;

    /// <returns>Whether the demonstration was filled now.</returns>
    public static async Task<bool> FillAsync(string[] args, DateTime nowUtc, CancellationToken cancellation)
    {
        var clock = new DemoClock(nowUtc);
        await using var academy = AcademyHost.Build(args, services => services.AddSingleton<TimeProvider>(clock));
        if (await academy.Services.GetRequiredService<SetupState>().IsDoneAsync(cancellation))
        {
            return false;
        }

        var random = new Random(Seed);
        clock.MoveTo(nowUtc.Date.AddDays(-DaysOfHistory));
        await using (var scope = academy.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PublishContent>().RunAsync(academy.Services.GetRequiredService<AcademyReference>().Folder!, cancellation);
        }

        var people = await FillPeopleAsync(academy.Services, clock, nowUtc, random, cancellation);
        await new DemoProgress(academy.Services, clock, nowUtc, random).FillAsync(people, cancellation);
        return true;
    }

    /// <summary>What the start prints: who can sign in as what.</summary>
    public static IEnumerable<string> SignInLines() =>
    [
        "The demonstration is open to these (password for all: " + DemoCast.Password + ")",
        "  sara    learner, front line          سارا محمدی",
        "  reza    manager of a unit            رضا کاظمی",
        "  kaveh   manager of a partner         کاوه البرزی",
        "  leyla   sales agent of that partner  لیلا ساعی",
        "  nima    customer                     نیما فرهادی",
        "  mina    human resources              مینا رستگار",
        "  dara    senior leader                دارا نیک‌نام",
        "  admin   administrator                هما یزدانی",
    ];

    private static async Task<IReadOnlyList<DemoMember>> FillPeopleAsync(
        IServiceProvider services, DemoClock clock, DateTime nowUtc, Random random, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var unitOfWork = services.GetRequiredService<UnitOfWork>();
        var create = scope.ServiceProvider.GetRequiredService<CreatePerson>();
        var foundedAtUtc = nowUtc.Date.AddDays(-DaysOfHistory).AddHours(6);
        clock.MoveTo(foundedAtUtc);

        var employer = new Organisation(Guid.CreateVersion7(), OrganisationKind.Employer, DemoCast.Employer, foundedAtUtc);
        var customers = new Organisation(Guid.CreateVersion7(), OrganisationKind.Customers, DemoCast.Customers, foundedAtUtc);
        var partners = DemoCast.Partners.ToDictionary(p => p.Key, p => new Organisation(Guid.CreateVersion7(), OrganisationKind.Partner, p.Name, foundedAtUtc));
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        await unitOfWork.RunAsync<int>(db =>
        {
            db.AddRange(employer, customers, new Installation(employer.Id, foundedAtUtc));
            db.AddRange(partners.Values);
            foreach (var unit in DemoCast.Units)
            {
                units[unit.Key] = new Unit(Guid.CreateVersion7(), employer.Id, unit.Parent is null ? null : units[unit.Parent], unit.Name);
                db.Add(units[unit.Key]);
            }

            return Task.FromResult(0);
        }, cancellation);

        var made = new List<DemoMember>();
        var number = 1000;
        foreach (var person in DemoCast.Leads.Concat(DemoCast.Others))
        {
            number++;
            // Most joined long enough ago to be done or late; Sara's due dates are still ahead.
            var joinedAtUtc = nowUtc.Date.AddDays(person.UserName == "sara" ? -38 : -random.Next(15, 150)).AddHours(5).AddMinutes(random.Next(0, 300));
            clock.MoveTo(joinedAtUtc);
            var unit = units.GetValueOrDefault(person.Place);
            var organisation = unit is not null ? employer : partners.GetValueOrDefault(person.Place) ?? customers;
            var language = person.GivenName == person.LatinGivenName ? Language.English : Language.Persian;
            var request = new NewPerson(
                person.Name, $"{person.SignInName}@example.org", null, language, person.SignInName, DemoCast.Password,
                organisation.Id, unit?.Id, person.Audience, person.JobTitle, unit is null ? null : number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var outcome = await unitOfWork.RunAsync(async db =>
            {
                var id = await create.RunAsync(db, request, cancellation);
                if (id.Succeeded && person.Role is { } role)
                {
                    db.Add(new RoleGrant(Guid.CreateVersion7(), id.Value, role,
                        role == Role.PartnerManager ? organisation.Id : null, role == Role.Manager ? unit?.Id : null, joinedAtUtc));
                }

                return id;
            }, cancellation);
            if (!outcome.Succeeded)
            {
                throw new InvalidOperationException($"The demonstration could not add {person.SignInName}: {outcome.Refusal?.Code}");
            }

            made.Add(new DemoMember(outcome.Value, person, language, joinedAtUtc));
        }

        return made;
    }
}
