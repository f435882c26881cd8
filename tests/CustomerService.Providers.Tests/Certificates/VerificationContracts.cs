using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Verification;
using CustomerService.Certificates.Viewing;
using CustomerService.People.Rules;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Providers.Tests.Certificates;

public sealed class VerificationContracts(Databases databases)
{
    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_code_is_known_in_every_form_it_can_be_typed_in(string provider)
    {
        await using var node = await StartAsync(provider);
        // Codes with the digits that letters are mistaken for: I and L for 1, O for 0.
        for (var n = 0; n < 3; n++)
        {
            var certificate = await IssueAsync(node);
            var code = certificate.Code;
            var grouped = VerificationCode.Stored(code).Grouped;
            foreach (var typed in new[]
            {
                code, grouped, grouped.ToLowerInvariant(), grouped.Replace('-', ' '), $"  {grouped}\t", grouped.Replace("-", " – ", StringComparison.Ordinal),
                Digits.ToPersian(grouped), string.Concat(grouped.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '\u0660') : c)),
                $"\u202A{grouped}\u202C", string.Join('\u200C', code.ToCharArray()), code.Replace('0', 'O').Replace('1', 'I'), code.Replace('0', 'o').Replace('1', 'l'),
            })
            {
                Assert.Equal((typed, certificate.Number), (typed, (await VerifyAsync(node, typed))?.Number));
            }

            var wrong = (code[0] == 'Z' ? 'Y' : 'Z') + code[1..];
            foreach (var typed in new[] { wrong, code[..^1], code + "A", code.Replace(code[3], 'U'), "", null, "%", certificate.Number, certificate.Id.ToString() })
            {
                Assert.Null(await VerifyAsync(node, typed));
            }
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_record_that_was_changed_outside_the_academy_is_no_certificate(string provider)
    {
        await using var node = await StartAsync(provider);
        var (kept, changed) = (await IssueAsync(node), await IssueAsync(node));
        await node.ReadAsync(db => db.Set<Certificate>().Where(c => c.Id == changed.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Percent, 100)));

        Assert.Null(await VerifyAsync(node, changed.Code));
        Assert.NotNull(await VerifyAsync(node, kept.Code));
        await using var restarted = node.Another();
        Assert.Null(await VerifyAsync(restarted, changed.Code));
        Assert.NotNull(await VerifyAsync(restarted, kept.Code));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_certificate_is_valid_to_its_last_second_and_expired_from_the_next(string provider)
    {
        await using var node = await StartAsync(provider);
        var certificate = await IssueAsync(node);
        var last = certificate.ExpiresAtUtc!.Value;

        node.Clock.SetUtcNow(last);
        Assert.Equal(CertificateState.Valid, (await VerifyAsync(node, certificate.Code))!.State);
        node.Clock.Advance(TimeSpan.FromTicks(1));

        var told = (await VerifyAsync(node, certificate.Code))!;
        Assert.Equal((CertificateState.Expired, last), (told.State, told.ExpiresAtUtc));
        var card = Assert.Single(await node.UseAsync((ViewCertificates view) => view.MineAsync(certificate.PersonId)));
        Assert.Equal(CertificateState.Expired, card.State);
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_those_in_charge_of_the_person_revoke_and_it_is_for_good(string provider)
    {
        await using var node = await StartAsync(provider);
        var staff = new Staff(node);
        var unit = await staff.UnitAsync("شعبه");
        var hr = await staff.HumanResourcesAsync();
        var manager = await staff.ManagerOfAsync(unit);
        var hrElsewhere = await staff.PersonAsync("دور");
        await node.GrantAsync(hrElsewhere, Role.HumanResources, await staff.OrganisationAsync("پخش"));
        var certificate = await IssueAsync(node, await staff.PersonAsync("آذر", unit));

        foreach (var other in new[] { manager, hrElsewhere, certificate.PersonId })
        {
            Assert.Equal(new NotFound(), (await RevokeAsync(node, other, certificate.Id, "نادرست")).Refusal);
        }

        Assert.Equal(new ReasonMissing(), (await RevokeAsync(node, hr, certificate.Id, "  ")).Refusal);
        Assert.Equal(CertificateState.Valid, (await VerifyAsync(node, certificate.Code))!.State);

        node.Clock.AdvanceDays(2);
        Assert.True((await RevokeAsync(node, hr, certificate.Id, " اشتباه در ثبت ")).Succeeded);

        Assert.Equal(CertificateState.Revoked, (await VerifyAsync(node, certificate.Code))!.State);
        Assert.Equal(new CertificateAlreadyRevoked(), (await RevokeAsync(node, hr, certificate.Id, "دوباره")).Refusal);
        var row = await node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Id == certificate.Id));
        Assert.Equal((hr, node.Clock.UtcNow(), "اشتباه در ثبت"), (row.RevokedById!.Value, row.RevokedAtUtc!.Value, row.RevocationReason));
        Assert.Equal(1, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "certificate.revoked" && a.SubjectId == certificate.Id && a.ActorId == hr)));
        // Only HR sees the reason, though the manager may see the certificate.
        Assert.Equal("اشتباه در ثبت", (await RecordAsync(node, hr, certificate.Id))!.RevocationReason);
        Assert.Null((await RecordAsync(node, manager, certificate.Id))!.RevocationReason);
        Assert.Null(await RecordAsync(node, hrElsewhere, certificate.Id));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_who_revoke_at_once_one_did_it(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var hr = await new Staff(node).HumanResourcesAsync();
        for (var round = 0; round < 5; round++)
        {
            var certificate = await IssueAsync(node);

            var revoked = await Task.WhenAll(
                Task.Run(() => RevokeAsync(node, hr, certificate.Id, "یک")), Task.Run(() => RevokeAsync(neighbour, hr, certificate.Id, "دو")));

            Assert.Single(revoked, r => r.Succeeded);
            Assert.Equal(new CertificateAlreadyRevoked(), revoked.Single(r => !r.Succeeded).Refusal);
            Assert.Equal(1, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.SubjectId == certificate.Id)));
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_reissue_with_a_corrected_name_takes_the_place_of_the_old_one_and_ends_when_that_would_have(string provider)
    {
        await using var node = await StartAsync(provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        var old = await IssueAsync(node);
        node.Clock.AdvanceDays(10);

        var renewed = await node.UseAsync((ReissueCertificate reissue) => reissue.RunAsync(hr, old.Id, new LocalText("مريم كاظمي‌پور", "Maryam Kazemipour")));

        var row = await node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Id == renewed.Value));
        Assert.Equal((2, "ICA-1405-000002", old.ExpiresAtUtc, node.Clock.UtcNow()), (row.Edition, row.Number, row.ExpiresAtUtc, row.IssuedAtUtc));
        Assert.Equal("مریم کاظمی‌پور", row.PersonName.Fa);
        Assert.Equal(CertificateState.Superseded, (await VerifyAsync(node, old.Code))!.State);
        Assert.Equal(CertificateState.Valid, (await VerifyAsync(node, row.Code))!.State);
        Assert.Equal(new CertificateAlreadySuperseded(), (await node.UseAsync((ReissueCertificate reissue) => reissue.RunAsync(hr, old.Id, new LocalText("x", "x")))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task In_place_of_a_revoked_one_another_is_issued_unless_one_of_the_course_stands(string provider)
    {
        await using var node = await StartAsync(provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        var person = await node.JoinAsync();
        var old = await IssueAsync(node, person);
        Assert.Null((await RevokeAsync(node, hr, old.Id, "اشتباه")).Refusal);
        node.Clock.AdvanceDays(1);

        var renewed = await node.UseAsync((ReissueCertificate reissue) => reissue.RunAsync(hr, old.Id, old.PersonName));
        Assert.Null(renewed.Refusal);
        Assert.Equal(CertificateState.Revoked, (await VerifyAsync(node, old.Code))!.State);

        var other = await IssueAsync(node, await node.JoinAsync());
        Assert.Null((await RevokeAsync(node, hr, other.Id, "اشتباه")).Refusal);
        await node.CompleteAsync(other.PersonId, number: 2);
        Assert.Equal(new CertificateAlreadySuperseded(), (await node.UseAsync((ReissueCertificate reissue) => reissue.RunAsync(hr, other.Id, other.PersonName))).Refusal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_reissue_and_a_renewal_at_once_leave_one_standing(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var neighbour = node.Another();
        var hr = await new Staff(node).HumanResourcesAsync();
        for (var round = 0; round < 5; round++)
        {
            var old = await IssueAsync(node);
            node.Clock.AdvanceDays(1);

            await Task.WhenAll(
                Task.Run(() => node.UseAsync((ReissueCertificate reissue) => reissue.RunAsync(hr, old.Id, new LocalText("مریم پارسا", "Maryam Parsa")))),
                Task.Run(() => neighbour.CompleteAsync(old.PersonId, number: 2)));

            Assert.Equal(1, await node.ReadAsync(db => db.Set<Certificate>().CountAsync(c => c.PersonId == old.PersonId && c.SupersededById == null)));
        }
    }

    private static async Task<Certificate> IssueAsync(Node node, Guid? personId = null)
    {
        var domainEvent = await node.CompleteAsync(personId ?? await node.JoinAsync());
        return await node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.CompletionId == domainEvent.CompletionId));
    }

    private static Task<VerifiedCertificate?> VerifyAsync(Node node, string? typed) => node.UseAsync((VerifyCertificate verify) => verify.RunAsync(typed));

    private static Task<Result> RevokeAsync(Node node, Guid actor, Guid certificate, string reason) =>
        node.UseAsync((RevokeCertificate revoke) => revoke.RunAsync(actor, certificate, reason));

    private static Task<CertificateRecord?> RecordAsync(Node node, Guid viewer, Guid certificate) =>
        node.UseAsync((ViewCertificateRecord view) => view.RunAsync(viewer, certificate));

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, null, Courses.Sample());
}
