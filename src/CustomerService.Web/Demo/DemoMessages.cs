using CustomerService.Messages.Reminders;
using CustomerService.Messages.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Web.Demo;

/// <summary>What became of the demonstration's messages, which were written by what its people did: older ones are read, and the log tells of a server
/// that took most mails, refused one and could not take another.</summary>
internal static class DemoMessages
{
    private static readonly TimeSpan Unread = TimeSpan.FromDays(12);

    /// <summary>Reminders of the last two weeks, each day's at nine; today's only where it is later.</summary>
    public static async Task RemindAsync(IServiceProvider services, DemoClock clock, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var days = services.GetRequiredService<CivilCalendar>();
        var today = days.DayOf(nowUtc);
        for (var day = today.AddDays(-14); day <= today && days.StartOfUtc(day).AddHours(9) <= nowUtc; day = day.AddDays(1))
        {
            clock.MoveTo(days.StartOfUtc(day).AddHours(9));
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<RemindOfDueDates>().RunAsync(cancellationToken);
        }

        clock.MoveTo(nowUtc);
    }

    public static Task SettleAsync(IServiceProvider services, DateTime nowUtc, CancellationToken cancellationToken) => services.GetRequiredService<UnitOfWork>().RunAsync(async db =>
    {
        foreach (var message in await db.Set<Message>().AsTracking().Where(m => m.IsInInbox && m.ReadAtUtc == null && m.CreatedAtUtc < nowUtc - Unread).ToListAsync(cancellationToken))
        {
            message.Read(message.CreatedAtUtc.AddHours(3));
        }

        var deliveries = await db.Set<Delivery>().AsTracking().Where(d => d.State == DeliveryState.NoServer).OrderByDescending(d => d.CreatedAtUtc).ThenBy(d => d.Id).ToListAsync(cancellationToken);
        foreach (var (number, delivery) in deliveries.Index())
        {
            if (delivery.SendAgain(delivery.CreatedAtUtc).Succeeded)
            {
                switch (number)
                {
                    case 1:
                        delivery.Refuse("550 5.1.1 no such user", delivery.CreatedAtUtc.AddSeconds(2));
                        break;
                    case 4:
                        delivery.Defer("451 4.7.1 greylisted, try again later", TimeSpan.Zero, delivery.CreatedAtUtc.AddSeconds(2));
                        break;
                    default:
                        delivery.Sent("2.0.0 taken", delivery.CreatedAtUtc.AddSeconds(2));
                        break;
                }
            }
        }

        return 0;
    }, cancellationToken);
}
