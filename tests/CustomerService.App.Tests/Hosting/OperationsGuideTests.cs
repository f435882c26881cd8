using System.Globalization;
using System.Reflection;
using CustomerService.Catalogue;
using CustomerService.Certificates;
using CustomerService.Learning;
using CustomerService.Messages;
using CustomerService.People;
using CustomerService.People.SignOn;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using CustomerService.Web.Hosting;

namespace CustomerService.App.Tests.Hosting;

/// <summary><c>docs/operations.md</c> is complete: it lists everything there is.</summary>
public sealed class OperationsGuideTests
{
    private static readonly string[] Rows = [.. File.ReadLines(Repository.PathOf("docs/operations.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    private static readonly Type[] Types =
    [
        .. new[]
        {
            typeof(DatabaseOptions), typeof(PeopleOptions), typeof(CatalogueOptions), typeof(LearningOptions), typeof(CertificatesOptions), typeof(MailOptions), typeof(DrainingOptions),
        }.SelectMany(o => o.Assembly.GetExportedTypes()),
    ];

    public static TheoryData<string, string> Settings()
    {
        var settings = new TheoryData<string, string>();
        foreach (var options in Types.Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && Constant(t, "Section") is not null))
        {
            var value = Activator.CreateInstance(options)!;
            foreach (var (name, usual) in Read(Constant(options, "Section")!, value))
            {
                settings.Add(name, usual);
            }
        }

        return settings;
    }

    public static TheoryData<string, string> ProviderSettings()
    {
        var settings = new TheoryData<string, string>();
        var usual = new SignOnProviderOptions();
        foreach (var setting in typeof(SignOnProviderOptions).GetProperties())
        {
            settings.Add($"{SignOnProviders.Section}:<name>:{setting.Name}{(setting.CanWrite ? "" : ":<value>")}", setting.GetValue(usual) switch
            {
                bool answer => answer ? "true" : "false",
                string { Length: > 0 } text => text,
                _ => "empty",
            });
        }

        return settings;
    }

    public static TheoryData<string> Metrics() =>
        new(Types.Where(t => Constant(t, "MeterName") is not null).SelectMany(t => t.GetFields().Where(f => f.IsLiteral).Select(f => Constant(t, f.Name)!))
            .Where(name => name.StartsWith("academy.", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Settings))]
    [MemberData(nameof(ProviderSettings))]
    public void Every_setting_is_told_with_its_default(string name, string usual)
    {
        var row = Assert.Single(Rows, r => r.Split('|')[1].Contains($"`{name}`", StringComparison.Ordinal));

        Assert.Contains(usual, row.Split('|')[2]);
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Every_metric_is_told(string name) => Assert.Single(Rows, r => r.StartsWith($"| `{name}` |", StringComparison.Ordinal));

    private static IEnumerable<(string Name, string Usual)> Read(string prefix, object options) =>
        options.GetType().GetProperties().Where(p => p.CanWrite).SelectMany(p =>
        {
            var name = $"{prefix}:{p.Name}";
            var value = p.GetValue(options);
            return value is TextOption ? Read(name, value) : [(name, value switch
            {
                null or "" => "empty",
                bool answer => answer ? "true" : "false",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
            })];
        });

    private static string? Constant(Type type, string name) => type.GetField(name, BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;
}
