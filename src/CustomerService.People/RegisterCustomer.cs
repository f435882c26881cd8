using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Data;
using CustomerService.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CustomerService.People;

/// <summary>A customer makes their own account, with an e-mail or a mobile number as the user name.</summary>
public sealed class RegisterCustomer(UnitOfWork unitOfWork, CreatePerson create, IOptions<PeopleOptions> options, TimeProvider clock)
{
    /// <param name="contact">An e-mail address or an Iranian mobile number, already checked by the form.</param>
    public async Task<Result<Guid>> RunAsync(PersonName name, string contact, string password, Language language, CancellationToken cancellation = default)
    {
        if (!options.Value.CustomerRegistration)
        {
            return new RegistrationClosed();
        }

        var isMobile = ReaderInput.TryMobile(contact, out var mobile);
        return await unitOfWork.RunAsync<Result<Guid>>(async db =>
        {
            var organisation = await db.Set<Organisation>().Where(o => o.Kind == OrganisationKind.Customers).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(cancellation);
            if (organisation is null)
            {
                return new RegistrationClosed();
            }

            var made = await create.RunAsync(db, new NewPerson(
                name, isMobile ? null : contact.Trim(), isMobile ? mobile : null, language, isMobile ? mobile! : contact.Trim(), password,
                organisation.Value, null, Audience.Customer, null, null), cancellation);
            if (made.Succeeded)
            {
                db.Audit(made.Value, "people.registered", made.Value, clock);
            }

            return made;
        }, cancellation);
    }
}
