using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Messages;

/// <summary>The tests that share an academy with a mail server; one after the other, since they move its clock and change what the server does.</summary>
[CollectionDefinition(Name)]
public sealed class WithMail : ICollectionFixture<MailAcademy>
{
    public const string Name = "With mail";
}

/// <summary>An academy that sends by a real SMTP server.</summary>
public sealed class MailAcademy : IAsyncLifetime
{
    public Academy Academy { get; private set; } = null!;

    public MailServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await MailServer.StartAsync();
        Academy = new Academy().With("PublicAddress", "http://localhost");
        foreach (var (key, value) in Server.Settings)
        {
            Academy.With(key, value);
        }

        await Academy.SetUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Academy.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Waits until the mail of a person's latest message of a kind has come so far.</summary>
    public async Task<Delivery> UntilAsync(Guid personId, MessageKind kind, params DeliveryState[] states)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var delivery = await Academy.ReadAsync(db => db.Set<Delivery>().AsNoTracking().Where(d => d.PersonId == personId && d.Kind == kind).OrderByDescending(d => d.CreatedAtUtc).ThenByDescending(d => d.Id).FirstOrDefaultAsync());
            if (delivery is not null && states.Contains(delivery.State))
            {
                return delivery;
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>Lets time pass until the mail of a person's latest message of a kind is tried again and taken.</summary>
    public async Task UntilSentAsync(Guid personId, MessageKind kind)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var looks = 1; ; looks++)
        {
            var delivery = await UntilAsync(personId, kind, Enum.GetValues<DeliveryState>());
            if (delivery.State == DeliveryState.Sent)
            {
                return;
            }

            // Time must not run out for the try that is under way: it is moved to the next one, and on only if nobody looked then.
            var now = Academy.Clock.GetUtcNow().UtcDateTime;
            if (delivery.NextTryAtUtc is { } next && next > now)
            {
                Academy.Clock.Advance(next - now + TimeSpan.FromSeconds(16));
            }
            else if (looks % 50 == 0)
            {
                Academy.Clock.Advance(TimeSpan.FromSeconds(16));
            }

            await Task.Delay(20, limit.Token);
        }
    }

    public Task<TestPerson> LearnerAsync(Language language = Language.Persian, PersonName? name = null) => Academy.AddPersonAsync(Audience.Frontline, language: language, name: name);

    public static string AddressOf(TestPerson person) => $"{person.UserName}@example.org";
}
