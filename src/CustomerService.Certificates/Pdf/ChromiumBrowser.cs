using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using PuppeteerSharp;

namespace CustomerService.Certificates.Pdf;

/// <summary>The browser returned an error, crashed or disconnected. It must not be reused.</summary>
internal sealed class BrowserFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One headless browser process with one blank page that documents are written into. Not thread-safe. PuppeteerSharp
/// starts it and talks to it over a pipe: a debugging port would let every user of the machine read files through it.</summary>
internal sealed partial class ChromiumBrowser : IAsyncDisposable
{
    /// <summary>PDF bytes per response: small enough that neither they nor their base64 reach the large-object heap.</summary>
    private const int ReadSize = 48 * 1024;

    /// <summary>Id of the empty element that separates the shared markup from the document's own.</summary>
    private const string HeadEnd = "shared-until-here";

    private readonly ILogger _logger;
    private readonly ProfileFolder _profile;
    private readonly IBrowser _browser;
    private readonly ICDPSession _page;
    private readonly PdfOptions _options;
    private readonly TaskCompletionSource<JsonElement?> _crash = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string _frame = "";
    private string _document = "";
    private string _shared = "";

    private ChromiumBrowser(ProfileFolder profile, IBrowser browser, ICDPSession page, PdfOptions options, ILogger logger)
    {
        _profile = profile;
        _browser = browser;
        _page = page;
        _options = options;
        _logger = logger;
        ProcessId = browser.Process.Id;
        _ = _crash.Task.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        // Another child of this process may hold the pipe open: a death is seen by the process as well as by the pipe's end.
        browser.Process.Exited += (_, _) => _crash.TrySetException(new BrowserFailedException("The browser ended."));
        page.MessageReceived += (_, message) => OnEvent(message.MessageID, message.MessageData);
    }

    private TimeSpan Limit => LimitOf(_options);

    /// <summary>Documents printed so far.</summary>
    public int Documents { get; private set; }

    public int ProcessId { get; }

    /// <summary>Whether it can print another document.</summary>
    public bool IsAlive => !_crash.Task.IsCompleted && !_page.Detached && !_browser.Process.HasExited;

    /// <param name="options">Its <see cref="PdfOptions.TimeoutSeconds"/> limit the start, and every later step except <see cref="PrintAsync"/>.</param>
    /// <exception cref="BrowserFailedException">The browser did not start.</exception>
    /// <exception cref="TimeoutException">It did not answer within the limit.</exception>
    public static async Task<ChromiumBrowser> LaunchAsync(string path, BrowserIsolation isolation, PdfOptions options, ILogger logger)
    {
        isolation.Prepare();
        try
        {
            return await StartAsync(path, isolation, options, logger);
        }
        catch (BrowserFailedException e) when (isolation.GiveUpSandbox(e.Message))
        {
            return await StartAsync(path, isolation, options, logger);
        }
    }

    /// <summary>Writes a document into the page. If its head is the one already loaded, only the part after it is replaced.</summary>
    /// <param name="head">Markup shared between documents; empty if none.</param>
    public async Task LoadAsync(string head, string html)
    {
        if (head.Length > 0 && head == _shared)
        {
            await EvaluateAsync($$"""
                {
                    const end = document.getElementById('{{HeadEnd}}');
                    while (end.nextSibling) end.nextSibling.remove();
                    end.insertAdjacentHTML('afterend', {{JsonSerializer.Serialize(html)}});
                }
                """, CancellationToken.None);
            return;
        }

        _shared = "";
        var whole = head.Length > 0 ? $"{head}<template id=\"{HeadEnd}\"></template>{html}" : html;
        await SendAsync("Page.setDocumentContent", new { frameId = _frame, html = whole }, Limit, CancellationToken.None);
        _shared = head;
    }

    /// <summary>Begins a document that is written in chunks, and hides it until <see cref="FinishAsync"/>:
    /// a new layout after every chunk would cost more than printing it.</summary>
    public async Task BeginAsync(string head, CancellationToken cancellationToken)
    {
        _shared = "";
        var opened = await SendAsync("Runtime.evaluate", new { expression = "document.open()" }, Limit, cancellationToken);
        _document = opened.GetProperty("result").GetProperty("objectId").GetString()!;
        await WriteAsync(head, cancellationToken);
        await EvaluateAsync("document.documentElement.style.display = 'none'", cancellationToken);
    }

    /// <summary>Appends a chunk of markup, split at any position, to the current document.</summary>
    public Task WriteAsync(string piece, CancellationToken cancellationToken) => SendAsync("Runtime.callFunctionOn", new
    {
        objectId = _document,
        functionDeclaration = "function(piece) { this.write(piece) }",
        arguments = new[] { new { value = piece } },
    }, Limit, cancellationToken);

    /// <summary>Ends the document, sets its title, and waits until fonts and images are loaded.</summary>
    /// <exception cref="InvalidOperationException">A font of the document cannot be loaded: a fallback font would be printed.</exception>
    public async Task FinishAsync(string title, string language, CancellationToken cancellationToken)
    {
        var unread = await EvaluateAsync($$"""
            document.close();
            document.documentElement.style.removeProperty('display');
            document.title = {{JsonSerializer.Serialize(title)}};
            document.documentElement.lang = {{JsonSerializer.Serialize(language)}};
            (async () => {
                await Promise.allSettled(Array.from(document.fonts, face => face.load()));
                await Promise.allSettled(Array.from(document.images, image => image.decode()));
                return Array.from(document.fonts).filter(face => face.status !== 'loaded').map(face => face.family + ' ' + face.weight).join(', ');
            })()
            """, cancellationToken);
        if (unread.GetString() is { Length: > 0 } faces)
        {
            throw new InvalidOperationException($"The document's font cannot be read: {faces}");
        }
    }

    /// <summary>Prints the page.</summary>
    /// <returns>The handle of the finished PDF inside the browser, for <see cref="SaveAsync"/>.</returns>
    public async Task<string> PrintAsync(PdfPaper paper, TimeSpan printLimit, CancellationToken cancellationToken)
    {
        var printed = await SendAsync("Page.printToPDF", new
        {
            landscape = paper == PdfPaper.A4Landscape,
            paperWidth = 210 / 25.4,
            paperHeight = 297 / 25.4,
            marginTop = 0,
            marginBottom = 0,
            marginLeft = 0,
            marginRight = 0,
            preferCSSPageSize = true,
            printBackground = true,
            generateTaggedPDF = true,
            generateDocumentOutline = false,
            transferMode = "ReturnAsStream",
        }, printLimit, cancellationToken);
        Documents++;
        return printed.GetProperty("stream").GetString()!;
    }

    /// <summary>Writes a printed PDF to a stream in chunks.</summary>
    /// <returns>Size in bytes.</returns>
    public async Task<long> SaveAsync(string handle, Stream target, CancellationToken cancellationToken)
    {
        long bytes = 0;
        for (var end = false; !end;)
        {
            var piece = await SendAsync("IO.read", new { handle, size = ReadSize }, Limit, cancellationToken);
            var data = piece.GetProperty("data").GetBytesFromBase64();
            await target.WriteAsync(data, cancellationToken);
            bytes += data.Length;
            end = piece.GetProperty("eof").GetBoolean();
        }

        Post("IO.close", new { handle });
        return bytes;
    }

    /// <summary>Prints what the page holds and drops it: whether the browser works.</summary>
    public async Task ProbeAsync()
    {
        var handle = await PrintAsync(PdfPaper.A4Portrait, Limit, CancellationToken.None);
        await SaveAsync(handle, Stream.Null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_browser.Process, _logger);
        _browser.Dispose();
        _profile.Dispose();
    }

    private static async Task<ChromiumBrowser> StartAsync(string path, BrowserIsolation isolation, PdfOptions options, ILogger logger)
    {
        var lastWords = new ConcurrentQueue<string>();
        var launcher = new Launcher();
        ProfileFolder? folder = null;
        Task<ChromiumBrowser>? starting = null;
        try
        {
            folder = new ProfileFolder(isolation.User);
            starting = ConnectAsync(folder);
            return await starting.WaitAsync(LimitOf(options));
        }
        catch (Exception e)
        {
            await StopAsync(launcher.Process?.Process, logger);
            // What is still on its way ends with the process: it has been told already.
            _ = starting?.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            folder?.Dispose();
            if (e is TimeoutException)
            {
                throw;
            }

            throw new BrowserFailedException($"The browser did not start. {e.Message} {string.Join(" | ", lastWords)}", e);
        }

        async Task<ChromiumBrowser> ConnectAsync(ProfileFolder folder)
        {
            var launching = launcher.LaunchAsync(Launch(path, isolation, folder, LimitOf(options)));
            launcher.Process?.Process.ErrorDataReceived += (_, line) => Keep(lastWords, line.Data);
            var started = await launching;
            folder.Belongs(started.Process);
            var target = await started.WaitForTargetAsync(t => t.Type == TargetType.Page);
            var chromium = new ChromiumBrowser(folder, started, await target.CreateCDPSessionAsync(), options, logger);
            await chromium.PrepareAsync();
            return chromium;
        }
    }

    private static TimeSpan LimitOf(PdfOptions options) => TimeSpan.FromSeconds(options.TimeoutSeconds);

    /// <summary>Keeps the last lines of the browser's output, which explain a failed start.</summary>
    private static void Keep(ConcurrentQueue<string> lastWords, string? line)
    {
        if (line is not null)
        {
            lastWords.Enqueue(line);
            if (lastWords.Count > 10)
            {
                lastWords.TryDequeue(out _);
            }
        }
    }

    private static LaunchOptions Launch(string path, BrowserIsolation isolation, ProfileFolder profile, TimeSpan limit)
    {
        var (program, words) = isolation.Command(path, profile);
        List<string> arguments =
        [
            .. words,
            "--headless",
            $"--user-data-dir={profile.Profile}",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-crash-reporter",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-default-browser-check",
            "--no-pings",
            "--mute-audio",
            // becomes the "Creator" of every PDF
            "--user-agent=CustomerService Academy",
            // in addition to the page's request blocking below: no host name resolves anywhere in the browser
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ];
        if (!isolation.HasSandbox)
        {
            arguments.Add("--no-sandbox");
        }

        arguments.Add("about:blank");
        return new LaunchOptions
        {
            ExecutablePath = program,
            Pipe = true,
            IgnoreDefaultArgs = true,
            Args = [.. arguments.Select(Quoted)],
            DefaultViewport = null,
            NetworkEnabled = false,
            // ours ends first, and tells a time-out from other failures
            Timeout = (int)(2 * limit).TotalMilliseconds,
            ProtocolTimeout = (int)(2 * limit).TotalMilliseconds,
        };

        // the launcher passes the arguments as one command line, on Linux and macOS through a shell
        static string Quoted(string argument) => argument.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '/' or '.' or ':') ? argument
            : OperatingSystem.IsWindows() ? $"\"{argument}\""
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    private static async Task StopAsync(Process? process, ILogger logger)
    {
        if (process is null)
        {
            return;
        }

        try
        {
            process.Kill(entireProcessTree: true);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException or AggregateException or System.ComponentModel.Win32Exception)
        {
            NotStopped(logger, e);
        }
    }

    private async Task PrepareAsync()
    {
        await SendAsync("Inspector.enable");
        await SendAsync("Page.enable");
        await SendAsync("Fetch.enable", new { patterns = new[] { new { urlPattern = "*" } } });
        await SendAsync("Emulation.setScriptExecutionDisabled", new { value = true });
        await SendAsync("Emulation.setEmulatedMedia", new { media = "print" });
        _frame = (await SendAsync("Page.getFrameTree")).GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        Started(_logger, ProcessId);

        Task<JsonElement> SendAsync(string method, object? parameters = null) => this.SendAsync(method, parameters, Limit, CancellationToken.None);
    }

    /// <summary>Sends a command and waits for its response.</summary>
    /// <exception cref="BrowserFailedException">The browser rejected the command, crashed or disconnected.</exception>
    /// <exception cref="TimeoutException">No response within <paramref name="patience"/>.</exception>
    private async Task<JsonElement> SendAsync(string method, object? parameters, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            // own timeout as well: the package's timeout does not cover a pipe that is not being read
            var answer = _page.SendAsync(method, parameters, options: new CommandOptions { Timeout = (int)patience.TotalMilliseconds });
            var first = await Task.WhenAny(answer, _crash.Task).WaitAsync(patience, cancellationToken);
            return (await first).GetValueOrDefault();
        }
        catch (PuppeteerException e)
        {
            throw new BrowserFailedException(e.Message, e);
        }
    }

    /// <summary>Sends a command without waiting for the response; a broken connection surfaces at the next command.</summary>
    private void Post(string method, object parameters) => _ = _page.SendAsync(method, parameters, waitForCallback: false)
        .ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    private async Task<JsonElement> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true }, Limit, cancellationToken);
        if (answer.TryGetProperty("exceptionDetails", out var details))
        {
            throw new BrowserFailedException(details.GetProperty("text").GetString()!);
        }

        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    private void OnEvent(string method, JsonElement parameters)
    {
        switch (method)
        {
            // every request except data: URIs is intercepted here and blocked
            case "Fetch.requestPaused":
                Post("Fetch.failRequest", new { requestId = parameters.GetProperty("requestId").GetString(), errorReason = "Aborted" });
                break;
            case "Inspector.targetCrashed" or "Inspector.detached" or "Target.detachedFromTarget":
                _crash.TrySetException(new BrowserFailedException("The browser's page crashed."));
                break;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The PDF browser runs as process {ProcessId}")]
    private static partial void Started(ILogger logger, int processId);

    [LoggerMessage(2, LogLevel.Warning, "A PDF browser could not be stopped")]
    private static partial void NotStopped(ILogger logger, Exception exception);
}
