using System.Net;
using CustomerService.Messages.Rules;
using CustomerService.People.Accounts;
using CustomerService.People.Administration;
using CustomerService.People.Recovery;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Outbox;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Messages;

/// <summary>Links that give access to an account: forgotten passwords, invitations, confirmations.</summary>
[Collection(WithMail.Name)]
public sealed class PasswordLinkTests(MailAcademy mail)
{
    private const string NewPassword = "another-quite-long-secret";

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_that_works_once_and_ends_all_sessions()
    {
        var person = await mail.LearnerAsync(Language.English);
        var before = await mail.Academy.SignInAsync(person, Language.English);
        await AskAsync(MailAcademy.AddressOf(person));
        var link = (await mail.Server.MailToAsync(MailAcademy.AddressOf(person))).LinkTo("/reset-password");
        var visitor = mail.Academy.Visit(Language.English);

        // What the rules of passwords refuse costs nothing.
        var refused = await Visitor.ReadAsync(await ChooseAsync(visitor, link, person.UserName + "1"));
        Assert.NotNull(refused.QuerySelector("form[data-form=choose-password] .field-error, form[data-form=choose-password] .form-errors"));
        var chosen = await ChooseAsync(visitor, link, NewPassword);

        Assert.Equal("/reset-password?done=1", chosen.Headers.Location!.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal));
        await mail.Academy.Visit().SignInAsync(person.UserName, NewPassword);
        await Assert.ThrowsAsync<InvalidOperationException>(() => mail.Academy.Visit().SignInAsync(person.UserName, Academy.Password));
        mail.Academy.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Contains("/sign-in", (await before.GetAsync("/learning")).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("Your password was changed", (await mail.Server.MailToAsync(MailAcademy.AddressOf(person), 2)).Mail.Subject, StringComparison.Ordinal);

        var again = await mail.Academy.Visit(Language.English).OpenAsync(link);
        Assert.Null(again.QuerySelector("form[data-form=choose-password]"));
        Assert.Contains("used already", again.QuerySelector(".notice-attention")!.TextContent, StringComparison.Ordinal);
        // A form that was open all the while is refused as well.
        Assert.NotNull((await Visitor.ReadAsync(await ChooseAsync(visitor, link, "a-third-quite-long-secret", open: "/reset-password?token=x"))).QuerySelector(".notice-attention"));
    }

    [Fact]
    public async Task Nobody_learns_whether_an_account_exists()
    {
        var person = await mail.LearnerAsync();
        var waiting = await mail.Academy.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind == nameof(PasswordResetAsked)));

        var known = await AskAsync(person.UserName);
        var unknown = await AskAsync("nobody-has-this-name");

        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
        // Both leave the same behind: a row of the outbox.
        Assert.Equal(waiting + 2, await mail.Academy.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Kind == nameof(PasswordResetAsked))));
        Assert.DoesNotContain(await mail.Academy.ReadAsync(db => db.Set<OutboxMessage>().Select(m => m.Payload).ToListAsync()), p => p.Contains("nobody-has", StringComparison.Ordinal));
        await mail.Server.MailToAsync(MailAcademy.AddressOf(person));
    }

    [Fact]
    public async Task A_link_ends_with_its_hour_and_no_mailbox_is_filled()
    {
        var person = await mail.LearnerAsync();
        for (var i = 0; i < 5; i++)
        {
            await AskAsync(person.UserName);
        }

        var link = (await mail.Server.MailToAsync(MailAcademy.AddressOf(person), 3)).LinkTo("/reset-password");
        Assert.NotNull((await mail.Academy.Visit().OpenAsync(link)).QuerySelector("form[data-form=choose-password]"));
        mail.Academy.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Null((await mail.Academy.Visit().OpenAsync(link)).QuerySelector("form[data-form=choose-password]"));
        Assert.Equal(3, (await mail.Server.MailsToAsync(MailAcademy.AddressOf(person))).Count);
    }

    [Fact]
    public async Task A_link_is_for_one_purpose_and_one_account()
    {
        var person = await mail.LearnerAsync();
        await AskAsync(person.UserName);
        var link = (await mail.Server.MailToAsync(MailAcademy.AddressOf(person))).LinkTo("/reset-password");
        var token = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

        // As a confirmation, changed by a sign, or nothing at all.
        var self = await mail.Academy.SignInAsync(person);
        Assert.Null((await self.OpenAsync("/account/confirm-email?token=" + token)).QuerySelector("form[data-form=confirm-email]"));
        foreach (var wrong in new[] { token[..^2] + "AA", "x", "", new string('A', 5000) })
        {
            Assert.Null((await mail.Academy.Visit().OpenAsync("/reset-password?token=" + wrong)).QuerySelector("form[data-form=choose-password]"));
        }

        // A changed contact, or an account that was closed.
        await mail.Academy.DoAsync(db => db.Set<Person>().Single(p => p.Id == person.Id).ChangeContact("other@example.org", null));
        Assert.NotNull((await Visitor.ReadAsync(await ChooseAsync(mail.Academy.Visit(), link, NewPassword))).QuerySelector(".notice-attention"));
    }

    [Fact]
    public async Task An_address_that_is_only_typed_gets_no_link_until_its_person_confirms_it()
    {
        var customer = await mail.Academy.AddPersonAsync(Audience.Customer, language: Language.English);
        await AskAsync(customer.UserName);
        await mail.UntilAsync(customer.Id, MessageKind.PasswordReset, DeliveryState.NoAddress);

        var visitor = await mail.Academy.SignInAsync(customer, Language.English);
        await visitor.SubmitAsync(await visitor.OpenAsync("/account"), "form[data-form=ask-for-confirmation]", "/account");
        var link = (await mail.Server.MailToAsync(MailAcademy.AddressOf(customer))).LinkTo("/account/confirm-email");

        // Somebody else who follows it, signed in or not, confirms nothing.
        Assert.Contains("/sign-in", (await mail.Academy.Visit().GetAsync(link)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        var other = await mail.Academy.SignInAsync(await mail.LearnerAsync());
        Assert.Null((await other.OpenAsync(link)).QuerySelector("form[data-form=confirm-email]"));

        var page = await visitor.OpenAsync(link);
        Assert.Contains(MailAcademy.AddressOf(customer), page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await visitor.SubmitAsync(page, "form[data-form=confirm-email]", link);
        Assert.Equal(ContactProof.Confirmation, await mail.Academy.ReadAsync(db => db.Set<Person>().Where(p => p.Id == customer.Id).Select(p => p.EmailProof).SingleAsync()));
        await AskAsync(customer.UserName);
        Assert.NotNull((await mail.Server.MailToAsync(MailAcademy.AddressOf(customer), 2)).LinkTo("/reset-password"));
    }

    [Fact]
    public async Task Whoever_is_added_with_an_address_is_invited_instead_of_handed_a_password()
    {
        var hr = await mail.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        await using var scope = mail.Academy.Services.CreateAsyncScope();

        var added = await scope.ServiceProvider.GetRequiredService<AddPerson>().RunAsync(hr.Id, new PersonToAdd(
            new PersonName("نو", "آمده", "New", "Comer"), "new.comer@example.org", null, Language.English, "new.comer", null, mail.Academy.Employer.Id, null, Audience.Frontline, null, null, null));

        Assert.Equal((null, true), (added.Value!.InitialPassword, added.Value.IsInvited));
        var invitation = await mail.Server.MailToAsync("new.comer@example.org");
        Assert.Contains("new.comer", invitation.Mail.TextBody, StringComparison.Ordinal);
        var link = invitation.LinkTo("/reset-password");
        mail.Academy.Clock.AdvanceDays(10);
        await ChooseAsync(mail.Academy.Visit(), link, NewPassword);
        var visitor = mail.Academy.Visit();
        await visitor.SignInAsync("new.comer", NewPassword);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/learning")).StatusCode);
        Assert.Single(await mail.Server.MailsToAsync("new.comer@example.org"));
        Assert.Equal(PasswordOrigin.Chosen, await mail.Academy.ReadAsync(db => db.Set<Account>().Where(a => a.Id == added.Value.Id).Select(a => a.PasswordOrigin).SingleAsync()));
    }

    [Fact]
    public async Task No_token_is_kept_anywhere()
    {
        var person = await mail.LearnerAsync();
        await AskAsync(person.UserName);
        var link = (await mail.Server.MailToAsync(MailAcademy.AddressOf(person))).LinkTo("/reset-password");
        var token = Uri.UnescapeDataString(link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        await mail.UntilAsync(person.Id, MessageKind.PasswordReset, DeliveryState.Sent);

        var kept = await mail.Academy.ReadAsync(async db => (await db.Set<OutboxMessage>().Select(m => m.Payload + m.LastError).ToListAsync())
            .Concat(await db.Set<Platform.Events.DomainEventRecord>().Select(e => e.Payload).ToListAsync())
            .Concat(await db.Set<Delivery>().Select(d => d.Reply ?? "").ToListAsync())
            .Concat(await db.Set<Platform.Audit.AuditEntry>().Select(a => a.Detail ?? "").ToListAsync()).ToList());

        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept, k => k.Contains(token, StringComparison.Ordinal) || k.Contains(token[..40], StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> AskAsync(string name)
    {
        var visitor = mail.Academy.Visit(Language.English);
        var page = await visitor.OpenAsync("/forgot-password");
        return await visitor.SubmitAsync(page, "form[data-form=forgot-password]", "/forgot-password", ("Input.UserName", name));
    }

    private static async Task<HttpResponseMessage> ChooseAsync(Visitor visitor, string link, string password, string? open = null)
    {
        var page = await visitor.OpenAsync(link);
        if (page.QuerySelector("form[data-form=choose-password]") is null)
        {
            // The page no longer offers the form: one that was opened before is sent.
            return await visitor.GetAsync(open ?? link);
        }

        return await visitor.SubmitAsync(page, "form[data-form=choose-password]", link, ("Input.Password", password));
    }
}
