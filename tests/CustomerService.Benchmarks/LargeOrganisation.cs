using CustomerService.Catalogue.Publishing;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>Ten thousand people with assignments, enrolments and completions of every course, inserted directly into the tables.</summary>
internal static class LargeOrganisation
{
    public static async Task FillAsync(TestKit.Academy academy, int people)
    {
        var courses = await academy.Services.GetRequiredService<CourseCatalogue>().CurrentAsync();
        var random = new Random(14);
        string[] given = ["سارا", "رضا", "مینا", "کاوه", "پریسا", "یاسر", "ندا", "هادی"];
        string[] family = ["محمدی", "کاظمی", "رستگار", "البرزی", "گلچین", "پناهی", "وکیلی", "عباسی"];
        var now = academy.Clock.UtcNow();
        var units = new List<Unit>();
        for (var i = 0; i < 40; i++)
        {
            units.Add(await academy.AddUnitAsync($"واحد {i + 1}"));
        }

        for (var done = 0; done < people; done += 500)
        {
            await using var db = await academy.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var i = 0; i < 500; i++)
            {
                var id = Guid.CreateVersion7();
                db.Add(new Person(id, new PersonName(given[random.Next(8)], $"{family[random.Next(8)]} {done + i}", "Test", "Person"), now));
                db.Add(new Membership(Guid.CreateVersion7(), id, academy.Employer.Id, units[random.Next(units.Count)].Id, Audience.Frontline, null, null, now));
                foreach (var course in courses)
                {
                    db.Add(new Assignment(Guid.CreateVersion7(), id, course.Course.Id, Offer.Required, AssignmentReason.Audience, now, now.AddDays(random.Next(-20, 60))));
                    if (random.Next(2) == 0)
                    {
                        var enrolment = new Enrolment(Guid.CreateVersion7(), id, course.Course.Id, course.RevisionId, now.AddDays(-30));
                        db.Add(enrolment);
                        if (random.Next(2) == 0)
                        {
                            enrolment.Complete(now.AddDays(-3));
                            db.Add(new Completion(Guid.CreateVersion7(), id, enrolment.Id, course.Course.Id, course.RevisionId, 90, course.Course.Minutes, "[]", now.AddDays(-3)));
                        }
                    }
                }
            }

            await db.SaveChangesAsync();
        }
    }
}
