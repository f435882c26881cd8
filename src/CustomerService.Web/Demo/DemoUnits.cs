using CustomerService.People.Organisations;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>The life of a unit that the demonstration has no more: tried, moved, renamed, and merged into the contact centre.</summary>
internal static class DemoUnits
{
    public static async Task AddAsync(IServiceProvider services, DemoClock clock, Guid humanResources, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var (desk, shift) = (new LocalText("پاسخ‌گویی شبانه", "Night desk"), new LocalText("شیفت شب", "Night shift"));
        Guid sales, contact;
        Unit? left;
        await using (var db = await services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(cancellationToken))
        {
            // Where a start that was cut short left it.
            left = await db.Set<Unit>().SingleOrDefaultAsync(u => u.Name.En == desk.En || u.Name.En == shift.En, cancellationToken);
            if (left is { IsClosed: true })
            {
                return;
            }

            sales = await db.Set<Unit>().Where(u => u.Name.En == "Sales and branches").Select(u => u.Id).SingleAsync(cancellationToken);
            contact = await db.Set<Unit>().Where(u => u.Name.En == "Contact centre").Select(u => u.Id).SingleAsync(cancellationToken);
        }

        At(160);
        var unit = left?.Id ?? Done(await scope.ServiceProvider.GetRequiredService<AddUnit>().RunAsync(humanResources, sales, desk, cancellationToken)).Value;
        At(121);
        Done(await scope.ServiceProvider.GetRequiredService<MoveUnit>().RunAsync(humanResources, unit, contact, cancellationToken));
        At(120);
        Done(await scope.ServiceProvider.GetRequiredService<RenameOrgUnit>().RunAsync(humanResources, unit, shift, cancellationToken: cancellationToken));
        At(47);
        Done(await scope.ServiceProvider.GetRequiredService<CloseUnit>().RunAsync(humanResources, unit, contact, "پاسخ‌گویی شبانه به همهٔ شیفت‌های مرکز تماس سپرده شد.", cancellationToken));

        void At(int daysAgo) => clock.MoveTo(nowUtc.Date.AddDays(-daysAgo).AddHours(7));

        static T Done<T>(T outcome) where T : Result =>
            outcome.Succeeded ? outcome : throw new InvalidOperationException($"The demonstration could not change a unit: {outcome.Refusal?.Code}");
    }
}
