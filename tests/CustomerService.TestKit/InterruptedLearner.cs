using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Dom;
using CustomerService.Catalogue.Items.SingleChoice;
using CustomerService.Learning;
using CustomerService.Learning.Items;
using CustomerService.Learning.Items.Choices;
using CustomerService.Learning.Rules;

namespace CustomerService.TestKit;

/// <summary>A learner who takes a quiz over HTTP as the page and its script do, whatever happens meanwhile: what is not acknowledged is sent
/// again as it was, until it is.</summary>
internal sealed class InterruptedLearner : IDisposable
{
    private readonly HttpClient _client;
    private readonly Visitor _visitor;
    private readonly Random _random;
    private readonly Progress _progress;
    private readonly int _answers;
    private readonly bool _leaves;
    private string _token = "";

    /// <param name="leaves">Closes the browser with an answer on its way, instead of handing in.</param>
    public InterruptedLearner(TestPerson person, Uri address, InterruptedQuizzes.Plan plan, bool leaves, int seed, Progress progress)
    {
        Person = person;
        _random = new Random(seed);
        _progress = progress;
        _answers = plan.AnswersOfEach;
        _leaves = leaves;
        var page = new byte[16];
        _random.NextBytes(page);
        Notes = new AnswerNotes(new Guid(page));
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = plan.Patience };
        _visitor = new Visitor(_client);
    }

    public TestPerson Person { get; }

    public AnswerNotes Notes { get; }

    public Guid Attempt { get; private set; }

    /// <summary>Whether the academy said that the attempt is handed in.</summary>
    public bool HandedIn { get; private set; }

    /// <summary>Signs in, before anything is interrupted. The first of all meets a cold process, and may need more than one learner's patience.</summary>
    public async Task SignInAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _visitor.SignInAsync(Person.UserName, Academy.Password);
                return;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                await PauseAsync(cancellationToken);
            }
        }
    }

    /// <param name="draw">The questions of an attempt.</param>
    public async Task TakeQuizAsync(Func<Guid, Task<DrawnQuiz>> draw, CancellationToken cancellationToken)
    {
        Attempt = await StartAsync(cancellationToken);
        var items = (await draw(Attempt)).Items;
        for (var n = 0; Notes.Acknowledged < _answers; n++)
        {
            var item = n < items.Count ? items[n] : items[_random.Next(items.Count)];
            await AnswerAsync(item, AnyResponse(item), changesMind: true, cancellationToken);
        }

        if (_leaves)
        {
            var last = items[_random.Next(items.Count)];
            using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            leaving.CancelAfter(_random.Next(1, 20));
            await SendAsync(last, Write(last, AnyResponse(last)), leaving.Token);
            return;
        }

        foreach (var item in items)
        {
            await AnswerAsync(item, Answers.Right(item.Item), changesMind: false, cancellationToken);
        }

        await HandInAsync(cancellationToken);
    }

    public void Dispose() => _client.Dispose();

    private Response AnyResponse(DrawnItem item) => item.Item is SingleChoiceItem
        ? new ChoiceResponse([item.Order[_random.Next(item.Order.Count)]])
        : ItemTypes.SampleAnswer(item.Item, right: _random.Next(2) == 0);

    private static List<KeyValuePair<string, string>> Write(DrawnItem item, Response response) =>
        [new(ResponseFields.Shown(item.Id), "1"), .. ItemTypes.Of(item.Item).Write(item, response)];

    /// <param name="changesMind">May leave an answer that was not acknowledged, for a later one.</param>
    private async Task AnswerAsync(DrawnItem item, Response response, bool changesMind, CancellationToken cancellationToken)
    {
        var fields = Write(item, response);
        if (Notes.HasSaved(item.Id, ResponseReader.Read(item, fields).Value!.ToJson()))
        {
            return;
        }

        var order = Note(item, fields);
        while (!await SendAsync(item, fields, order, cancellationToken))
        {
            if (changesMind && _random.Next(4) == 0)
            {
                return;
            }

            await PauseAsync(cancellationToken);
        }
    }

    private int Note(DrawnItem item, List<KeyValuePair<string, string>> fields) =>
        Notes.Give(item.Id, ResponseReader.Read(item, fields).Value!.ToJson());

    private Task<bool> SendAsync(DrawnItem item, List<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) =>
        SendAsync(item, fields, Note(item, fields), cancellationToken);

    /// <returns>Whether it was acknowledged.</returns>
    private async Task<bool> SendAsync(DrawnItem item, List<KeyValuePair<string, string>> fields, int order, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(
        [
            .. fields,
            new("__RequestVerificationToken", _token),
            new(AnswerOrder.PageField, Notes.Page.ToString("N")),
            new(AnswerOrder.NumberField, order.ToString(CultureInfo.InvariantCulture)),
        ]);
        using var answer = await TryAsync(() => _client.PostAsync(LearningRoutes.Answers(Attempt) + item.Id, content, cancellationToken));
        if (answer is not { StatusCode: HttpStatusCode.OK })
        {
            return false;
        }

        Notes.Acknowledge(item.Id, order);
        _progress.Count();
        return true;
    }

    private async Task<Guid> StartAsync(CancellationToken cancellationToken)
    {
        var address = LearningRoutes.Quiz(InterruptedQuizzes.CourseId);
        while (true)
        {
            // Either the form that starts, or the way to the attempt that an unacknowledged request has started.
            if (await OpenAsync(address, cancellationToken) is { } page)
            {
                var begun = page.QuerySelector("main a[href^='/attempts/']")?.GetAttribute("href");
                while (begun is null)
                {
                    using var started = await TryAsync(() => _visitor.SubmitAsync(page, "main form", address));
                    begun = started?.Headers.Location?.ToString() is { } there && there.Contains("/attempts/", StringComparison.Ordinal) ? there : null;
                    await PauseIfAsync(begun is null, cancellationToken);
                }

                var attempt = Guid.Parse(begun[(begun.IndexOf("/attempts/", StringComparison.Ordinal) + "/attempts/".Length)..]);
                if (await OpenAsync(LearningRoutes.Attempt(attempt), cancellationToken) is { } quiz)
                {
                    _token = quiz.QuerySelector("form[data-attempt] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                    return attempt;
                }
            }

            await PauseAsync(cancellationToken);
        }
    }

    private async Task HandInAsync(CancellationToken cancellationToken)
    {
        var address = LearningRoutes.HandIn(Attempt);
        IHtmlDocument? page;
        while ((page = await OpenAsync(address, cancellationToken)) is null)
        {
            await PauseAsync(cancellationToken);
        }

        while (!HandedIn)
        {
            using var answer = await TryAsync(() => _visitor.SubmitAsync(page, "main form", address));
            HandedIn = answer?.Headers.Location?.ToString().EndsWith(LearningRoutes.Result(Attempt), StringComparison.Ordinal) == true;
            await PauseIfAsync(!HandedIn, cancellationToken);
        }
    }

    private async Task<IHtmlDocument?> OpenAsync(string address, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var answer = await TryAsync(() => _visitor.GetAsync(address));
        return answer is { StatusCode: HttpStatusCode.OK } ? await Visitor.ReadAsync(answer) : null;
    }

    /// <summary>Null where no whole answer came.</summary>
    private async Task<HttpResponseMessage?> TryAsync(Func<Task<HttpResponseMessage>> request)
    {
        try
        {
            var answer = await request();
            _progress.Answered(answer);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException or SocketException)
        {
            return null;
        }
    }

    private Task PauseAsync(CancellationToken cancellationToken) => Task.Delay(_random.Next(200, 800), cancellationToken);

    private async Task PauseIfAsync(bool isNeeded, CancellationToken cancellationToken)
    {
        if (isNeeded)
        {
            await PauseAsync(cancellationToken);
        }
    }

    /// <summary>What all learners of a run have met together.</summary>
    internal sealed class Progress
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
        private int _acknowledged;

        public int Acknowledged => _acknowledged;

        /// <summary>How often each answer came, and where it was an unexpected one.</summary>
        public IReadOnlyDictionary<string, int> Answers => _answers;

        public void Count() => Interlocked.Increment(ref _acknowledged);

        public void Answered(HttpResponseMessage answer)
        {
            var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
            var isExpected = answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable
                || answer.Headers.Location?.ToString().Contains("/attempts/", StringComparison.Ordinal) == true;
            _answers.AddOrUpdate(isExpected ? status : Unexpected + $"{status} {answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath[..9]} {answer.Headers.Location}", 1, (_, n) => n + 1);
        }

        public const string Unexpected = "unexpected: ";
    }
}
