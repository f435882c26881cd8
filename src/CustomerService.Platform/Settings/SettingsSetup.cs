using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Platform.Settings;

public static class SettingsSetup
{
    /// <summary>The academy's own section.</summary>
    internal static SettingsSection Academy { get; } = new SettingsSection("academy",
    [
        AcademyKeys.NameFa, AcademyKeys.NameEn, AcademyKeys.Logo, AcademyKeys.Accent,
    ]).CheckedAs<AcademyOptions>(AcademyOptions.Section);

    /// <summary>Registers a section of the calling capability.</summary>
    public static IServiceCollection AddSettingsSection(this IServiceCollection services, SettingsSection section) => services.AddSingleton(section);

    /// <summary>What the organisation chose, as a source of configuration below all others.</summary>
    /// <exception cref="InvalidOperationException">Nothing can be added to this configuration.</exception>
    internal static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration is not (IConfigurationBuilder builder and IConfigurationRoot))
        {
            throw new InvalidOperationException($"Settings need a {nameof(ConfigurationManager)}, to which a source can be added.");
        }

        builder.Sources.Insert(0, new SettingsProvider());
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<SettingsStore>(provider, configuration));
        services.AddSingleton<Persistence.ICommitListener>(provider => provider.GetRequiredService<SettingsStore>());
        services.AddHostedService<SettingsWatch>();
        services.AddSingleton<StoredImages>();
        services.AddOptions<AcademyOptions>().Bind(configuration.GetSection(AcademyOptions.Section))
            .Validate(o => o.IsAccent, AcademyOptions.AccentShape)
            .Validate(o => o.IsLogo, "Academy:Logo must be the name of a picture that was uploaded in the office; better leave it to the office.")
            .ValidateOnStart();
        services.AddSingleton<AcademyProfile>();
        services.AddSettingsSection(Academy);
    }
}

/// <summary>The keys of the academy's own section.</summary>
public static class AcademyKeys
{
    public static SettingsKey NameFa { get; } = new("Academy:Name:Fa", AcademyProfile.Unnamed.Fa);
    public static SettingsKey NameEn { get; } = new("Academy:Name:En", AcademyProfile.Unnamed.En);
    public static SettingsKey Logo { get; } = new("Academy:Logo") { IsImage = true };
    public static SettingsKey Accent { get; } = new("Academy:Accent");
}
