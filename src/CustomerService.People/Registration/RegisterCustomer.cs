using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Events;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Network;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People.Registration;

/// <summary>A customer registers, with an e-mail or a mobile number as the user name.</summary>
public sealed class RegisterCustomer(UnitOfWork unitOfWork, CreatePerson create, DomainEvents events, IOptionsMonitor<PeopleOptions> options, FailureLimits limits, IHttpContextAccessor requests, TimeProvider clock)
{
    /// <param name="contact">An e-mail address or an Iranian mobile number, already validated by the form.</param>
    /// <returns>The person's id, <see cref="RegistrationClosed"/>, <see cref="TooManyRegistrations"/>, or a refusal of <see cref="CreatePerson"/>.</returns>
    public async Task<Result<Guid>> RunAsync(PersonName name, string contact, string password, Language language, CancellationToken cancellationToken = default)
    {
        using var activity = UseCaseActivity.Start(nameof(RegisterCustomer));
        if (!options.CurrentValue.CustomerRegistration)
        {
            return new RegistrationClosed();
        }

        // Made ones count as well as refused ones: the one would fill the academy, the other tells who is in it.
        var client = ClientAddress.Of(requests.HttpContext);
        if (limits.Registrations.ClosedUntilUtc(client) is { } closed)
        {
            return new TooManyRegistrations(closed);
        }

        var mobile = InputParser.TryMobile(contact, out var number) ? number : null;
        var email = mobile is null ? InputParser.TryEmail(contact, out var address) ? address : contact.Trim() : null;
        var outcome = await unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            var organisation = await db.Set<Organisation>().Where(o => o.Kind == OrganisationKind.Customers).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(cancellationToken);
            if (organisation is null)
            {
                return new RegistrationClosed();
            }

            var made = await create.RunAsync(db, new NewPerson(
                name, email, mobile, language, mobile ?? email, password,
                organisation.Value, null, Audience.Customer, null, null), cancellationToken);
            if (made.Succeeded)
            {
                db.Audit(made.Value, "people.registered", made.Value, clock);
                if (email is not null)
                {
                    await events.RaiseAsync(db, new EmailToConfirm(made.Value, clock.UtcNow()), cancellationToken);
                }
            }

            return made;
        }, cancellationToken);
        limits.Registrations.Count(client);
        return outcome;
    }
}
