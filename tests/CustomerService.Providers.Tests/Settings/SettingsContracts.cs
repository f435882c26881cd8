using CustomerService.Certificates.Document;
using CustomerService.Certificates.Issuing;
using CustomerService.Certificates.Rules;
using CustomerService.People.Rules;
using CustomerService.People.Settings;
using CustomerService.Platform;
using CustomerService.Platform.Audit;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.Platform.Settings;
using CustomerService.Providers.Tests.People;
using CustomerService.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CustomerService.Providers.Tests.Settings;

/// <summary>What an organisation sets: stored with a version, audited, in force at once, and on other nodes soon.</summary>
public sealed class SettingsContracts(Databases databases)
{
    private static readonly SettingsKey Token = new("Probe:Token") { IsSecret = true };
    private static readonly SettingsKey Level = new("Probe:Level", "3");
    private static readonly SettingsSection Probe = new SettingsSection("probe", [Token, Level]).CheckedAs<ProbeOptions>("Probe");

    public static TheoryData<string> All => Databases.All;

    [Theory, MemberData(nameof(All))]
    public async Task A_change_holds_at_once_here_and_soon_on_another_node(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var other = node.Another(AddProbe);
        await RefreshAsync(other);
        var administrator = await AdministratorAsync(node);

        var outcome = await ChangeAsync(node, administrator, "academy", 0, ("Academy:Name:Fa", "آکادمی نیک"), ("Academy:Name:En", "Good Academy"), ("Academy:Accent", "#7a1f5c"));

        Assert.Equal(1, outcome.Value);
        Assert.Equal(new LocalText("آکادمی نیک", "Good Academy"), NameOn(node));
        Assert.Equal("7a1f5c", node.Services.GetRequiredService<AcademyProfile>().Accent);
        Assert.Equal(AcademyProfile.Unnamed, NameOn(other));

        Assert.True(await other.Services.GetRequiredService<SettingsStore>().RefreshIfChangedAsync());
        Assert.Equal(new LocalText("آکادمی نیک", "Good Academy"), NameOn(other));
        other.CommandsSinceLastAsked();
        Assert.False(await other.Services.GetRequiredService<SettingsStore>().RefreshIfChangedAsync());
        Assert.Equal(1, other.CommandsSinceLastAsked());
    }

    /// <summary>The background service asks by the injected clock.</summary>
    [Theory, MemberData(nameof(All))]
    public async Task Another_node_asks_by_itself(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var other = node.Another(AddProbe);
        var watch = other.Services.GetServices<IHostedService>().Single(s => s.GetType().Name == "SettingsWatch");
        await watch.StartAsync(default);
        await ChangeAsync(node, await AdministratorAsync(node), "academy", 0, ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Good"));

        for (var asked = 0; asked < 200 && NameOn(other) == AcademyProfile.Unnamed; asked++)
        {
            node.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(25);
        }

        Assert.Equal("Good", NameOn(other).En);
        await watch.StopAsync(default);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_restarted_node_reads_what_was_set(string provider)
    {
        await using var node = await StartAsync(provider);
        await ChangeAsync(node, await AdministratorAsync(node), "academy", 0, ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Good"));

        await using var restarted = node.Another(AddProbe);
        await RefreshAsync(restarted);

        Assert.Equal(new LocalText("نیک", "Good"), NameOn(restarted));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Of_two_who_change_at_once_the_second_is_told_who_was_first_and_nothing_is_lost(string provider)
    {
        await using var node = await StartAsync(provider);
        await using var other = node.Another(AddProbe);
        var administrator = await AdministratorAsync(node);

        var outcomes = await Task.WhenAll(
            Task.Run(() => ChangeAsync(node, administrator, "academy", 0, ("Academy:Name:Fa", "یک"), ("Academy:Name:En", "One"))),
            Task.Run(() => ChangeAsync(other, administrator, "academy", 0, ("Academy:Name:Fa", "دو"), ("Academy:Name:En", "Two"))));

        var refused = Assert.IsType<ChangedMeanwhileBy>(Assert.Single(outcomes, o => !o.Succeeded).Refusal);
        Assert.Equal("هما یزدانی", refused.By.Fa);
        var stored = await node.ReadAsync(db => db.Set<SettingsRecord>().SingleAsync());
        Assert.Equal(1, stored.Version);
        Assert.Equal(1, await node.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "settings.changed")));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_change_is_audited_with_old_and_new_value_and_back_to_the_default_too(string provider)
    {
        await using var node = await StartAsync(provider);
        var administrator = await AdministratorAsync(node);

        await ChangeAsync(node, administrator, "academy", 0, ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Good"));
        Assert.Equal(1, (await ChangeAsync(node, administrator, "academy", 1, ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Good"))).Value);
        Assert.Equal(2, (await ChangeAsync(node, administrator, "academy", 1)).Value);

        Assert.Equal(AcademyProfile.Unnamed, NameOn(node));
        var audited = await node.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == "settings.changed").OrderBy(a => a.Id).ToListAsync());
        Assert.Equal(2, audited.Count);
        Assert.All(audited, a => Assert.Equal(administrator, a.ActorId));
        Assert.Contains("Academy:Name:En: «Service Academy» → «Good»", audited[0].Detail, StringComparison.Ordinal);
        Assert.Contains("Academy:Name:En: «Good» → «Service Academy»", audited[1].Detail, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_secret_is_stored_protected_never_shown_and_never_audited(string provider)
    {
        await using var node = await StartAsync(provider);

        Assert.Equal(1, (await StoreAsync(node, 0, (Token.Name, "very-secret"), (Level.Name, "5"))).Value);

        Assert.Equal("very-secret", OptionsOf(node).Token);
        Assert.Equal(5, OptionsOf(node).Level);
        var record = await node.ReadAsync(db => db.Set<SettingsRecord>().SingleAsync());
        Assert.DoesNotContain("very-secret", record.Values, StringComparison.Ordinal);
        var audited = await node.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == "settings.changed").Select(a => a.Detail!).ToListAsync());
        Assert.Equal(["Probe:Token: replaced\nProbe:Level: «3» → «5»"], audited);
        var view = await node.ReadAsync(db => node.Services.GetRequiredService<SettingsStore>().ViewAsync(db, Probe));
        Assert.Equal("", view[Token]);
        Assert.Contains(Token.Name, view.SecretsSet);

        // Missing, it stays; empty, it is removed.
        Assert.Equal(2, (await StoreAsync(node, 1, (Level.Name, "6"))).Value);
        Assert.Equal("very-secret", OptionsOf(node).Token);
        Assert.Equal(3, (await StoreAsync(node, 2, (Token.Name, ""), (Level.Name, "6"))).Value);
        Assert.Equal("", OptionsOf(node).Token);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_the_rules_of_the_start_refuse_is_refused_here_and_what_they_refuse_later_stops_no_start(string provider)
    {
        await using var node = await StartAsync(provider);

        Assert.Equal("Probe:Level must be at most 9.", Assert.IsType<SettingsRefused>((await StoreAsync(node, 0, (Level.Name, "10"))).Refusal).Why);
        Assert.IsType<SettingsRefused>((await StoreAsync(node, 0, (Level.Name, "many"))).Refusal);
        Assert.Equal(3, OptionsOf(node).Level);

        Assert.Equal(1, (await StoreAsync(node, 0, (Level.Name, "9"))).Value);
        await using var stricter = node.Another(s =>
        {
            AddProbe(s);
            s.AddOptions<ProbeOptions>().Validate(o => o.Level < 9, "Probe:Level must be below 9.");
        });
        await RefreshAsync(stricter);
        Assert.Equal(3, OptionsOf(stricter).Level);
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_the_operator_sets_is_shown_and_cannot_be_changed(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, AddProbe);
        ((IConfigurationBuilder)node.Services.GetRequiredService<IConfiguration>()).AddInMemoryCollection([new("Academy:Name:En", "Operated")]);
        var administrator = await AdministratorAsync(node);

        var view = await node.UseAsync((ViewSettings v) => v.RunAsync(administrator, "academy"));
        Assert.Equal("Operated", view.Value![AcademyKeys.NameEn]);
        Assert.Equal([AcademyKeys.NameEn.Name], view.Value.SetByOperator);

        Assert.Equal(new SetByOperator(AcademyKeys.NameEn.Name), (await ChangeAsync(node, administrator, "academy", 0, ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Mine"))).Refusal);
        // The form sends what it shows.
        Assert.True((await ChangeAsync(node, administrator, "academy", 0, ("Academy:Name:Fa", "نیک"), ("Academy:Name:En", "Operated"))).Succeeded);
        Assert.Equal(new LocalText("نیک", "Operated"), NameOn(node));
    }

    [Theory, MemberData(nameof(All))]
    public async Task Only_administrators_of_the_whole_academy_change_its_name(string provider)
    {
        await using var node = await StartAsync(provider);
        var hr = await new Staff(node).HumanResourcesAsync();
        var learner = await node.JoinAsync();

        Assert.Equal(new NotAllowed(), (await ChangeAsync(node, hr, "academy", 0, ("Academy:Name:En", "Mine"))).Refusal);
        Assert.Equal(new NotAllowed(), (await ChangeAsync(node, learner, "academy", 0, ("Academy:Name:En", "Mine"))).Refusal);
        Assert.Equal(new NotFound(), (await ChangeAsync(node, hr, "no-such", 0)).Refusal);
        Assert.Empty(await node.ReadAsync(db => db.Set<SettingsRecord>().ToListAsync()));
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_picture_is_stored_once_under_the_name_of_its_content(string provider)
    {
        await using var node = await StartAsync(provider);
        var administrator = await AdministratorAsync(node);
        var png = Pictures.Png(40, 20);
        var hash = StoredImage.HashOf(png);

        for (var version = 0; version < 2; version++)
        {
            var outcome = await node.UseAsync((ChangeSettings change) => change.RunAsync(
                administrator, "academy", version, new Dictionary<string, string?> { ["Academy:Logo"] = hash, ["Academy:Accent"] = version == 0 ? "" : "#1d4ed8" }, [png]));
            Assert.Equal(version + 1, outcome.Value);
        }

        Assert.Equal(hash, node.Services.GetRequiredService<AcademyProfile>().Logo);
        var image = await node.Services.GetRequiredService<StoredImages>().FindAsync(hash);
        Assert.Equal(png, image!.Content);
        Assert.Equal(1, await node.ReadAsync(db => db.Set<StoredImage>().CountAsync()));
        Assert.Equal(new PictureUnreadable(), (await node.UseAsync((ChangeSettings change) => change.RunAsync(administrator, "academy", 2, new Dictionary<string, string?>(), [[1, 2, 3]]))).Refusal);
    }

    /// <summary>A certificate is a record: what is set later does not change it.</summary>
    [Theory, MemberData(nameof(All))]
    public async Task Certificates_carry_what_was_set_when_they_were_issued_and_stay_valid(string provider)
    {
        await using var node = await Node.StartAsync(databases, provider, AddProbe, Courses.Sample());
        var hr = await new Staff(node).HumanResourcesAsync();
        var (before, after) = (await node.JoinAsync(), await node.JoinAsync());
        await node.CompleteAsync(before);
        var picture = Pictures.Png(90, 30);
        var hash = StoredImage.HashOf(picture);

        var outcome = await node.UseAsync((ChangeSettings change) => change.RunAsync(hr, "certificates", 0, new Dictionary<string, string?>
        {
            ["Certificates:Issuer:Fa"] = "شرکت نیک", ["Certificates:Issuer:En"] = "Good Company", ["Certificates:SignatoryName:Fa"] = "مهری", ["Certificates:SignatoryName:En"] = "Mehri",
            ["Certificates:Signature"] = hash, ["Certificates:CourseCertificate:En"] = "Passed",
        }, [picture]));
        Assert.Equal(1, outcome.Value);
        await node.CompleteAsync(after);
        var first = await CertificateOf(before);
        var reissued = await node.UseAsync((ReissueCertificate reissue) => reissue.RunAsync(hr, first.Id, new LocalText("مریم کاظمی‌نژاد", "Maryam Kazeminejad")));

        var (old, fresh) = (await CertificateOf(before), await CertificateOf(after));
        Assert.Equal(AcademyProfile.Unnamed, old.Issuer);
        Assert.Null(old.SignatureImage);
        Assert.Equal((new LocalText("شرکت نیک", "Good Company"), "Mehri", "Passed", hash), (fresh.Issuer, fresh.SignatoryName.En, fresh.Programme.En, fresh.SignatureImage));
        var corrected = await node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().SingleAsync(c => c.Id == reissued.Value));
        Assert.Equal(hash, corrected.SignatureImage);
        var keys = node.Services.GetRequiredService<SigningKeys>();
        foreach (var certificate in new[] { old, fresh, corrected })
        {
            Assert.True(await node.ReadAsync(db => keys.VerifyAsync(db, certificate, default)));
        }

        var sheet = await node.Services.GetRequiredService<ComposeCertificate>().SheetToPrintAsync(fresh, Language.English);
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(picture), sheet.Signature);

        Task<Certificate> CertificateOf(Guid person) => node.ReadAsync(db => db.Set<Certificate>().AsNoTracking().OrderBy(c => c.Edition).FirstAsync(c => c.PersonId == person));
    }

    private static LocalText NameOn(Node node) => node.Services.GetRequiredService<AcademyProfile>().Names;

    private static ProbeOptions OptionsOf(Node node) => node.Services.GetRequiredService<IOptionsMonitor<ProbeOptions>>().CurrentValue;

    private static Task RefreshAsync(Node node) => node.Services.GetRequiredService<SettingsStore>().RefreshAsync();

    private static Task<Result<int>> ChangeAsync(Node node, Guid actor, string section, int version, params (string Key, string? Value)[] values) =>
        node.UseAsync((ChangeSettings change) => change.RunAsync(actor, section, version, values.ToDictionary(v => v.Key, v => v.Value)));

    private static Task<Result<int>> StoreAsync(Node node, int version, params (string Key, string? Value)[] values) =>
        node.Services.GetRequiredService<UnitOfWork>().RunAsync(db =>
            node.Services.GetRequiredService<SettingsStore>().ChangeAsync(db, null, Probe, version, values.ToDictionary(v => v.Key, v => v.Value), node.Clock));

    private static void AddProbe(IServiceCollection services)
    {
        services.AddSettingsSection(Probe);
        services.AddSingleton<IOptionsChangeTokenSource<ProbeOptions>>(p => new ConfigurationChangeTokenSource<ProbeOptions>(p.GetRequiredService<IConfiguration>()));
        services.AddOptions<ProbeOptions>().Configure<IConfiguration>((o, c) => c.GetSection("Probe").Bind(o)).Validate(o => o.Level <= 9, "Probe:Level must be at most 9.");
    }

    private Task<Node> StartAsync(string provider) => Node.StartAsync(databases, provider, AddProbe);

    private static async Task<Guid> AdministratorAsync(Node node)
    {
        var id = await new Staff(node).PersonAsync(new PersonName("هما", "یزدانی", "Homa", "Yazdani"));
        await node.GrantAsync(id, Role.Administrator);
        return id;
    }

    private sealed class ProbeOptions
    {
        public string Token { get; set; } = "";

        public int Level { get; set; } = 3;
    }
}
