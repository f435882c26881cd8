using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using CustomerService.Certificates.Pdf;
using CustomerService.TestKit;
using Microsoft.Extensions.Logging;

namespace CustomerService.App.Tests.Pdf;

/// <summary>What the printing browser may do on the machine, and what other users of the machine may do with it.</summary>
public sealed class BrowserIsolationTests : IAsyncDisposable
{
    private const string Secret = "ACADEMY_TEST_SECRET";

    private readonly RecordedLog _log = new();
    private readonly ChromiumPdf _printer;

    public BrowserIsolationTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        Environment.SetEnvironmentVariable(Secret, "Password=1");
        using var loggers = LoggerFactory.Create(l => l.AddProvider(_log));
        _printer = Printing.Printer(new PdfOptions { TimeoutSeconds = 60 }, log: loggers.CreateLogger<ChromiumPdf>());
    }

    [Fact]
    public async Task It_is_told_nothing_of_the_academys_environment()
    {
        var environment = await File.ReadAllTextAsync($"/proc/{await StartAsync()}/environ", TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Secret, environment, StringComparison.Ordinal);
        Assert.Contains("HOME=", environment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_no_root_and_has_its_sandbox_where_one_can_be_had()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "the academy must run as root for this");
        var browser = await StartAsync();

        Assert.Equal(BrowserIsolation.OwnId, StatusOf(browser, "Uid"));
        Assert.Equal(BrowserIsolation.OwnId, StatusOf(browser, "Gid"));
        Assert.Equal("", StatusOf(browser, "Groups"));
        Assert.Equal(0UL, ulong.Parse(StatusOf(browser, "CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        var asksForNone = (await File.ReadAllTextAsync($"/proc/{browser}/cmdline", TestContext.Current.CancellationToken)).Contains("--no-sandbox", StringComparison.Ordinal);
        Assert.Equal(asksForNone, _log.Entries.Any(e => e.Message.Contains("without its sandbox", StringComparison.Ordinal)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Another_user_of_the_machine_reaches_nothing_of_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "becomes another user");
        var browser = await StartAsync();
        var profile = (await File.ReadAllTextAsync($"/proc/{browser}/cmdline", TestContext.Current.CancellationToken)).Split('\0')
            .Single(a => a.StartsWith("--user-data-dir=", StringComparison.Ordinal))["--user-data-dir=".Length..];

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(profile));
        foreach (var command in new[]
        {
            $"ls {profile}",
            $"ls {Path.GetDirectoryName(profile)}",
            $"cat {profile}/Local\\ State",
            $"touch {profile}/x",
            $"cat /proc/{browser}/environ",
            $"ls /proc/{browser}/fd/",
            $"cat /proc/{browser}/mem",
            $"echo x >/proc/{browser}/fd/3",
            $"kill -STOP {browser}",
        })
        {
            using var nobody = Process.Start(new ProcessStartInfo("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh", "-c", command])
            {
                UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true,
            })!;
            var output = nobody.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await nobody.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await nobody.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(nobody.ExitCode != 0, $"nobody may {command}: {await output}");
            Assert.Matches("denied|not permitted", error);
        }
    }

    [Fact]
    public async Task It_leaves_nothing_behind_and_what_others_laid_beside_it_is_left_alone()
    {
        var browser = await StartAsync();
        var folder = Directory.GetDirectories(Path.GetTempPath(), "academy-printing-*").Single(d => File.Exists(Path.Combine(d, "owner.txt")) && File.ReadAllText(Path.Combine(d, "owner.txt")).Contains($" {browser} ", StringComparison.Ordinal));
        await _printer.DisposeAsync();
        Assert.False(Directory.Exists(folder));

        Assert.SkipUnless(Environment.IsPrivilegedProcess, "becomes another user");
        var foreign = Path.Combine(Path.GetTempPath(), "academy-printing-foreign");
        using (var make = Process.Start("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "sh", "-c", $"mkdir -p {foreign} && echo '{Environment.MachineName} 1 2001-01-01T00:00:00Z' >{foreign}/owner.txt"]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        ProfileFolder.ClearLeftovers();
        Assert.True(File.Exists(Path.Combine(foreign, "owner.txt")));
        Directory.Delete(foreign, recursive: true);
    }

    [Theory]
    [InlineData("[1:1:FATAL:zygote_host_impl_linux.cc(128)] No usable sandbox! If you are running on Ubuntu 23.10+ …", true)]
    [InlineData("Failed to move to new namespace: PID namespaces supported, Network namespace supported, but failed: errno = Operation not permitted", true)]
    [InlineData("error while loading shared libraries: libnss3.so", false)]
    public void It_starts_without_a_sandbox_only_where_the_machine_has_none_and_says_so_once(string lastWords, bool without)
    {
        using var loggers = LoggerFactory.Create(l => l.AddProvider(_log));
        var isolation = new BrowserIsolation(new PdfOptions(), loggers.CreateLogger("x"), isRoot: true);

        Assert.Equal(without, isolation.GiveUpSandbox(lastWords));
        Assert.Equal(!without, isolation.HasSandbox);
        Assert.False(isolation.GiveUpSandbox(lastWords));
        Assert.Equal(without ? 1 : 0, _log.Entries.Count(e => e.Level == LogLevel.Warning));
    }

    [Fact]
    public void As_the_academys_own_user_it_never_starts_without_a_sandbox()
    {
        using var loggers = LoggerFactory.Create(l => l.AddProvider(_log));
        var isolation = new BrowserIsolation(new PdfOptions(), loggers.CreateLogger("x"), isRoot: false);

        Assert.False(isolation.GiveUpSandbox("No usable sandbox!"));
        Assert.True(isolation.HasSandbox);
        Assert.Null(isolation.User);
        Assert.Contains("user namespaces", Assert.Single(_log.Entries, e => e.Level == LogLevel.Error).Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _printer.DisposeAsync();
        _log.Dispose();
    }

    private static string StatusOf(int process, string key) =>
        File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith(key + ":", StringComparison.Ordinal))[(key.Length + 1)..].Trim().Split('\t')[0];

    private async Task<int> StartAsync()
    {
        Assert.Null((await _printer.WarmUpAsync(TestContext.Current.CancellationToken)).Refusal);
        return _printer.SheetsProcessId!.Value;
    }
}
