using System.Net;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Messages;
using CustomerService.Messages.Rules;
using CustomerService.Messages.Sending;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CustomerService.App.Tests.Messages;

/// <summary>Mails over the line to a real server, and what it does to them.</summary>
[Collection(WithMail.Name)]
public sealed class MailTests(MailAcademy mail)
{
    [Fact]
    public async Task A_certificate_is_mailed_encrypted_in_both_forms_and_can_be_turned_off_at_a_click()
    {
        var person = await mail.LearnerAsync(name: new PersonName("سارا", "محمدی"));
        await mail.Academy.SitAsync(person, "C02");

        var taken = await mail.Server.MailToAsync(MailAcademy.AddressOf(person));

        Assert.True(taken.IsSecure);
        Assert.Equal(MailServer.User, taken.User);
        var sent = await mail.UntilAsync(person.Id, MessageKind.CertificateIssued, DeliveryState.Sent);
        var message = taken.Mail;
        Assert.Equal($"{sent.Id:N}.1@example.org", message.MessageId);
        Assert.Equal("auto-generated", message.Headers[HeaderId.AutoSubmitted]);
        Assert.Equal(["text/plain", "text/html"], ((MultipartAlternative)message.Body!).Select(p => p.ContentType.MimeType));
        var number = await mail.Academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == person.Id).Select(c => c.Number).SingleAsync());
        Assert.Contains(number, message.TextBody, StringComparison.Ordinal);
        Assert.Contains("سارا محمدی", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fa\" dir=\"rtl\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.StartsWith("/certificates/", taken.LinkTo("/certificates/"), StringComparison.Ordinal);

        // RFC 8058: a program posts to the address in the header, without cookies.
        Assert.Equal("List-Unsubscribe=One-Click", message.Headers[HeaderId.ListUnsubscribePost]);
        var off = new Uri(message.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;
        var stranger = mail.Academy.Visit(Language.English);
        var asked = await stranger.OpenAsync(off);
        Assert.NotNull(asked.QuerySelector("form[data-form=unsubscribe]"));
        using (var program = mail.Academy.CreateClient())
        {
            Assert.Equal(HttpStatusCode.OK, (await program.PostAsync(off, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync("/unsubscribe/nonsense", new FormUrlEncodedContent([]))).StatusCode);
        }

        await mail.Academy.SitAsync(person, "C03");
        Assert.Equal(2, await mail.Academy.ReadAsync(db => db.Set<Message>().CountAsync(m => m.PersonId == person.Id && m.Kind == MessageKind.CertificateIssued)));
        Assert.Single(await mail.Academy.ReadAsync(db => db.Set<Delivery>().Where(d => d.PersonId == person.Id && d.State == DeliveryState.TurnedOff).ToListAsync()));
        Assert.Single(await mail.Server.MailsToAsync(MailAcademy.AddressOf(person)));
    }

    [Fact]
    public async Task A_person_who_opens_the_link_is_asked_before_mails_are_turned_off()
    {
        var person = await mail.LearnerAsync(Language.English);
        await mail.Academy.SitAsync(person, "C02");
        var off = new Uri((await mail.Server.MailToAsync(MailAcademy.AddressOf(person))).Mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;
        var reader = mail.Academy.Visit(Language.English);
        var address = (await reader.GetAsync(off)).Headers.Location!.OriginalString;
        var page = await reader.OpenAsync(address);
        Assert.False(await IsOffAsync());

        var done = await Visitor.ReadAsync(await reader.SubmitAsync(page, "form[data-form=unsubscribe]", address));

        Assert.NotNull(done.QuerySelector(".notice-good"));
        Assert.True(await IsOffAsync());
        Assert.NotNull((await reader.OpenAsync("/unsubscribe?token=nonsense")).QuerySelector(".notice-attention"));

        Task<bool> IsOffAsync() => mail.Academy.ReadAsync(db => db.Set<MailPreference>().AnyAsync(p => p.PersonId == person.Id && p.Kind == MessageKind.CertificateIssued && !p.IsOn));
    }

    [Fact]
    public async Task Nothing_is_mailed_to_an_address_that_is_only_typed()
    {
        var customer = await mail.Academy.AddPersonAsync(Audience.Customer);
        await mail.Academy.SitAsync(customer, "C13");

        Assert.Equal(DeliveryState.NoAddress, (await mail.UntilAsync(customer.Id, MessageKind.CertificateIssued, DeliveryState.NoAddress, DeliveryState.Sent)).State);
        Assert.Empty(await mail.Server.MailsToAsync(MailAcademy.AddressOf(customer)));
    }

    [Fact]
    public async Task A_revoked_certificate_is_told_with_the_reason_kept_in_the_office()
    {
        var (person, hr) = (await mail.LearnerAsync(Language.English), await mail.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources));
        await mail.Academy.SitAsync(person, "C02");
        await mail.Server.MailToAsync(MailAcademy.AddressOf(person));
        var id = await mail.Academy.ReadAsync(db => db.Set<Certificate>().Where(c => c.PersonId == person.Id).Select(c => c.Id).SingleAsync());
        await using var scope = mail.Academy.Services.CreateAsyncScope();

        Assert.True((await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().RunAsync(hr.Id, id, "A secret reason")).Succeeded);

        var told = await mail.Server.MailToAsync(MailAcademy.AddressOf(person), 2);
        Assert.Contains("was revoked", told.Mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("secret reason", told.Mail.TextBody, StringComparison.Ordinal);
    }
}

/// <summary>Servers that make trouble.</summary>
[Collection(WithMail.Name)]
public sealed class MailTroubleTests(MailAcademy mail)
{
    [Fact]
    public async Task A_server_that_refuses_defers_drops_or_hangs_is_recorded_and_never_hurts_learning()
    {
        // Refused for good: a bounce.
        await mail.Server.BehaveAsync(MailMode.Refuse);
        var first = await LearnAsync();
        var refused = await mail.UntilAsync(first.Id, MessageKind.CertificateIssued, DeliveryState.Refused);
        Assert.StartsWith("550", refused.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("@", refused.Reply, StringComparison.Ordinal);

        // Not now: tried again by itself.
        await mail.Server.BehaveAsync(MailMode.Defer);
        var second = await LearnAsync();
        var deferred = await mail.UntilAsync(second.Id, MessageKind.CertificateIssued, DeliveryState.Deferred);
        Assert.Equal(1, deferred.Attempts);
        Assert.StartsWith("451", deferred.Reply, StringComparison.Ordinal);
        await mail.Server.BehaveAsync(MailMode.Take);
        await SentAsync(second);

        // Cut off with the whole mail in hand, and then left alone for a while.
        await mail.Server.BehaveAsync(MailMode.Drop);
        var third = await LearnAsync();
        await mail.UntilAsync(third.Id, MessageKind.CertificateIssued, DeliveryState.Deferred);
        var tries = await mail.Server.TriesAsync();
        var fourth = await LearnAsync();
        var waiting = await mail.UntilAsync(fourth.Id, MessageKind.CertificateIssued, DeliveryState.Deferred);
        Assert.Equal(0, waiting.Attempts);
        Assert.Equal(tries, await mail.Server.TriesAsync());
        await mail.Server.BehaveAsync(MailMode.Take);
        await SentAsync(third);
        await SentAsync(fourth);

        // Never answers: everything else goes on meanwhile, and time ends it.
        await mail.Server.BehaveAsync(MailMode.Hang);
        tries = await mail.Server.TriesAsync();
        var fifth = await LearnAsync();
        await mail.Server.UntilTriesAsync(tries + 1);
        var visitor = await mail.Academy.SignInAsync(fifth);
        Assert.NotNull((await visitor.OpenAsync("/inbox")).QuerySelector(".inbox-row-unread"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/courses/C03/lessons/L1")).StatusCode);
        mail.Academy.Clock.Advance(TimeSpan.FromSeconds(31));
        var timedOut = await mail.UntilAsync(fifth.Id, MessageKind.CertificateIssued, DeliveryState.Deferred);
        Assert.Equal("Timeout", timedOut.Reply);
        await mail.Server.BehaveAsync(MailMode.Take);
        await SentAsync(fifth);
    }

    private async Task<TestPerson> LearnAsync()
    {
        var person = await mail.LearnerAsync();
        await mail.Academy.SitAsync(person, "C02");
        return person;
    }

    private async Task SentAsync(TestPerson person)
    {
        await mail.UntilSentAsync(person.Id, MessageKind.CertificateIssued);
        Assert.Single(await mail.Server.MailsToAsync(MailAcademy.AddressOf(person)));
    }
}

/// <summary>Servers that are not the one that is set.</summary>
[Collection(WithMail.Name)]
public sealed class MailSecurityTests(MailAcademy mail)
{
    [Theory]
    [InlineData("Mail:CertificateFingerprint", "0000000000000000000000000000000000000000000000000000000000000000", "SslHandshakeException")]
    [InlineData("Mail:CertificateFingerprint", "", "SslHandshakeException")]
    [InlineData("Mail:Password", "another", "AuthenticationException")]
    [InlineData("Mail:Port", "9", "Socket: ConnectionRefused")]
    public async Task A_server_that_cannot_be_trusted_or_used_gets_no_mail(string key, string value, string reply)
    {
        var tries = await mail.Server.TriesAsync();
        var settings = mail.Server.Settings.ToDictionary(s => s.Key, s => (string?)(s.Key == key ? value : s.Value), StringComparer.Ordinal);
        await using var services = new ServiceCollection().Configure<MailOptions>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(MailOptions.Section)).BuildServiceProvider();
        var transport = new SmtpTransport(services.GetRequiredService<IOptionsMonitor<MailOptions>>(), mail.Academy.Clock, NullLogger<SmtpTransport>.Instance);
        using var message = new MimeMessage([new MailboxAddress("", "academy@example.org")], [new MailboxAddress("", "somebody@example.org")], "Subject", new TextPart("plain") { Text = "Text" });

        var result = await transport.SendAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(new MailResult(MailOutcome.Unreachable, reply), result);
        Assert.Equal(reply, transport.Pause?.Reply);
        Assert.Equal(tries, await mail.Server.TriesAsync());
    }
}
