using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CustomerService.Certificates.Pdf;

/// <summary>One headless browser process with one blank page that documents are written into. Not for concurrent use.</summary>
internal sealed partial class ChromiumBrowser : IAsyncDisposable
{
    /// <summary>Bytes of the PDF in one answer: small enough that neither they nor their base64 reach the large-object heap.</summary>
    private const int ReadSize = 48 * 1024;

    /// <summary>Id of the empty element that stands between what documents share and what is a document's own.</summary>
    private const string HeadEnd = "shared-until-here";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly ILogger logger;
    private readonly ProfileFolder profile = new();
    private readonly Process process;
    private readonly DevTools devTools;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> lastWords = new();
    private readonly TimeSpan limit;
    private string frame = "";
    private string document = "";
    private string shared = "";

    private ChromiumBrowser(string path, TimeSpan limit, ILogger logger)
    {
        this.limit = limit;
        this.logger = logger;
        devTools = new DevTools(OnEvent);
        process = new Process { StartInfo = StartInfo(path, profile.FullName), EnableRaisingEvents = true };
        process.ErrorDataReceived += (_, line) => OnErrorLine(line.Data);
        process.Exited += (_, _) => OnExit();
    }

    /// <summary>Documents printed so far.</summary>
    public int Documents { get; private set; }

    public int ProcessId { get; private set; }

    /// <summary>Whether another document may be given to it.</summary>
    public bool IsAlive => devTools.Broken is null && !process.HasExited;

    /// <param name="limit">For every later step except <see cref="PrintAsync"/>.</param>
    /// <exception cref="BrowserFailedException">It did not come up.</exception>
    public static async Task<ChromiumBrowser> LaunchAsync(string path, TimeSpan limit, ILogger logger, CancellationToken cancellation)
    {
        var browser = new ChromiumBrowser(path, limit, logger);
        try
        {
            await browser.StartAsync(cancellation);
            return browser;
        }
        catch (Exception e)
        {
            await browser.DisposeAsync();
            if (e is OperationCanceledException)
            {
                throw;
            }

            throw new BrowserFailedException($"The browser did not start. {browser.LastWords()}", e);
        }
    }

    /// <summary>Writes a document into the page. Where its head is the one that is there, only what follows it changes.</summary>
    /// <param name="head">What documents share; empty where nothing is.</param>
    public async Task LoadAsync(string head, string html)
    {
        if (head.Length > 0 && head == shared)
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

        shared = "";
        var whole = head.Length > 0 ? $"{head}<template id=\"{HeadEnd}\"></template>{html}" : html;
        await devTools.SendAsync("Page.setDocumentContent", new { frameId = frame, html = whole }, limit, CancellationToken.None);
        shared = head;
    }

    /// <summary>Begins a document that is written piece by piece, and hides it until <see cref="FinishAsync"/>:
    /// laying it out again after every piece would cost more than printing it.</summary>
    public async Task BeginAsync(string head, CancellationToken cancellation)
    {
        shared = "";
        var opened = await devTools.SendAsync("Runtime.evaluate", new { expression = "document.open()" }, limit, cancellation);
        document = opened.GetProperty("result").GetProperty("objectId").GetString()!;
        await WriteAsync(head, cancellation);
        await EvaluateAsync("document.documentElement.style.display = 'none'", cancellation);
    }

    /// <summary>Adds a piece of markup, cut anywhere, to the document begun.</summary>
    public Task WriteAsync(string piece, CancellationToken cancellation) => devTools.SendAsync("Runtime.callFunctionOn", new
    {
        objectId = document,
        functionDeclaration = "function(piece) { this.write(piece) }",
        arguments = new[] { new { value = piece } },
    }, limit, cancellation);

    /// <summary>Ends the document, names it, and waits until its fonts and images are there.</summary>
    /// <exception cref="InvalidOperationException">A font of the document cannot be read: it would be printed in another one.</exception>
    public async Task FinishAsync(string title, string language, CancellationToken cancellation)
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
            """, cancellation);
        if (unread.GetString() is { Length: > 0 } faces)
        {
            throw new InvalidOperationException($"The document's font cannot be read: {faces}");
        }
    }

    /// <summary>Prints the page.</summary>
    /// <returns>The handle of the finished PDF inside the browser, for <see cref="SaveAsync"/>.</returns>
    public async Task<string> PrintAsync(PdfPaper paper, TimeSpan printLimit, CancellationToken cancellation)
    {
        var printed = await devTools.SendAsync("Page.printToPDF", new
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
        }, printLimit, cancellation);
        Documents++;
        return printed.GetProperty("stream").GetString()!;
    }

    /// <summary>Writes a printed PDF to a stream, piece by piece.</summary>
    /// <returns>Size in bytes.</returns>
    public async Task<long> SaveAsync(string handle, Stream target, CancellationToken cancellation)
    {
        long bytes = 0;
        for (var end = false; !end;)
        {
            var piece = await devTools.SendAsync("IO.read", new { handle, size = ReadSize }, limit, cancellation);
            var data = piece.GetProperty("data").GetBytesFromBase64();
            await target.WriteAsync(data, cancellation);
            bytes += data.Length;
            end = piece.GetProperty("eof").GetBoolean();
        }

        devTools.Post("IO.close", new { handle });
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await devTools.DisposeAsync();
        try
        {
            process.Kill(entireProcessTree: true);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is InvalidOperationException or OperationCanceledException or AggregateException or System.ComponentModel.Win32Exception)
        {
            NotStopped(logger, ProcessId, e);
        }

        process.Dispose();
        profile.Dispose();
    }

    private static ProcessStartInfo StartInfo(string path, string profile)
    {
        var start = new ProcessStartInfo(path)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            CreateNoWindow = true,
            ArgumentList =
            {
                "--headless",
                "--remote-debugging-port=0",
                $"--user-data-dir={profile}",
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
                // beside the page's own block below: no name resolves, for anything in the browser
                "--host-resolver-rules=MAP * ~NOTFOUND",
            },
            Environment = { ["XDG_CONFIG_HOME"] = profile, ["XDG_CACHE_HOME"] = profile },
        };
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            // Chromium refuses to run as root with its sandbox on
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add("about:blank");
        return start;
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        ProcessId = process.Id;
        profile.Belongs(process);
        await devTools.ConnectAsync(await address.Task.WaitAsync(StartLimit, cancellation), cancellation);
        var target = await SendAsync("Target.createTarget", new { url = "about:blank" });
        var attached = await SendAsync("Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true });
        devTools.Use(attached.GetProperty("sessionId").GetString()!);
        await SendAsync("Inspector.enable");
        await SendAsync("Page.enable");
        await SendAsync("Fetch.enable", new { patterns = new[] { new { urlPattern = "*" } } });
        await SendAsync("Emulation.setScriptExecutionDisabled", new { value = true });
        await SendAsync("Emulation.setEmulatedMedia", new { media = "print" });
        frame = (await SendAsync("Page.getFrameTree")).GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        Started(logger, ProcessId);

        Task<JsonElement> SendAsync(string method, object? parameters = null) => devTools.SendAsync(method, parameters, StartLimit, cancellation);
    }

    private async Task<JsonElement> EvaluateAsync(string expression, CancellationToken cancellation)
    {
        var answer = await devTools.SendAsync("Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true }, limit, cancellation);
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
            // everything that is not a data: URI arrives here, and nothing of it leaves
            case "Fetch.requestPaused":
                devTools.Post("Fetch.failRequest", new { requestId = parameters.GetProperty("requestId").GetString(), errorReason = "Aborted" });
                break;
            case "Inspector.targetCrashed" or "Inspector.detached" or "Target.detachedFromTarget":
                devTools.Break("The browser's page crashed.");
                break;
        }
    }

    private void OnErrorLine(string? line)
    {
        const string listening = "DevTools listening on ";
        if (line is null)
        {
            return;
        }

        if (line.StartsWith(listening, StringComparison.Ordinal))
        {
            address.TrySetResult(new Uri(line[listening.Length..].Trim()));
        }

        lock (lastWords)
        {
            lastWords.Enqueue(line);
            if (lastWords.Count > 10)
            {
                lastWords.Dequeue();
            }
        }
    }

    private void OnExit()
    {
        address.TrySetException(new BrowserFailedException($"The browser ended at start. {LastWords()}"));
        devTools.Break("The browser ended.");
    }

    private string LastWords()
    {
        lock (lastWords)
        {
            return string.Join(" | ", lastWords);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The PDF browser runs as process {ProcessId}")]
    private static partial void Started(ILogger logger, int processId);

    [LoggerMessage(2, LogLevel.Warning, "The PDF browser {ProcessId} could not be stopped")]
    private static partial void NotStopped(ILogger logger, int processId, Exception exception);
}
