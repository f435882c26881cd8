using CustomerService.Messages.Rules;
using CustomerService.Messages.Templates;
using CustomerService.People.Rules;
using CustomerService.People.Settings;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Settings;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.App.Tests.Messages;

/// <summary>The mail server as an administrator sets it in the office.</summary>
public sealed class MailSettingsTests
{
    [Fact]
    public async Task A_server_that_an_administrator_sets_sends_at_once_and_its_password_is_never_shown()
    {
        // A server of its own: people of two academies may have the same address.
        await using var mails = await MailServer.StartAsync();
        var server = mails.Settings.ToDictionary(s => s.Key, s => (string?)s.Value);
        await using var academy = new Academy().With("PublicAddress", "http://localhost").With("Mail:CertificateFingerprint", server["Mail:CertificateFingerprint"]!);
        await academy.SetUpAsync();
        var administrator = await academy.AddPersonAsync(Audience.Frontline, Role.Administrator);
        await using var scope = academy.Services.CreateAsyncScope();
        var (view, change, test) = (scope.ServiceProvider.GetRequiredService<ViewSettings>(), scope.ServiceProvider.GetRequiredService<ChangeSettings>(), scope.ServiceProvider.GetRequiredService<SendTestMail>());
        Assert.IsType<MailOff>((await test.RunAsync(administrator.Id, MessageKind.CertificateIssued, Language.English)).Refusal);
        var version = (await view.RunAsync(administrator.Id, "mail")).Value!.Version;

        // The rules of the start hold: a sign-in needs its password.
        Dictionary<string, string?> values = new(server.Where(s => s.Key != "Mail:CertificateFingerprint"));
        Assert.IsType<SettingsRefused>((await change.RunAsync(administrator.Id, "mail", version, new Dictionary<string, string?>(values) { ["Mail:Password"] = null }, [])).Refusal);

        Assert.True((await change.RunAsync(administrator.Id, "mail", version, values, [])).Succeeded);
        Assert.True((await test.RunAsync(administrator.Id, MessageKind.CertificateIssued, Language.English)).Succeeded);
        Assert.Equal(MailServer.User, (await mails.MailToAsync(MailAcademy.AddressOf(administrator))).User);

        var shown = (await view.RunAsync(administrator.Id, "mail")).Value!;
        Assert.Equal("127.0.0.1", shown[new SettingsKey("Mail:Host")]);
        Assert.Equal("", shown[new SettingsKey("Mail:Password") { IsSecret = true }]);
        var stored = await academy.ReadAsync(db => db.Set<SettingsRecord>().Where(s => s.Section == "mail").Select(s => s.Values).SingleAsync());
        Assert.DoesNotContain(MailServer.Password, stored, StringComparison.Ordinal);
    }
}
