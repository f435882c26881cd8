using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CustomerService.TestKit;

/// <summary>The part of a browser that visits providers: its cookies there, and how it signs in. The academy's part is a <see cref="Visitor"/>.</summary>
public sealed class ProviderBrowser : IDisposable
{
    private const string Academy = "http://localhost/";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = new CookieContainer() }, disposeHandler: true)
    {
        Timeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>The way to the provider and back, without signing in to the academy yet.</summary>
    /// <param name="account">Signs in there as this one, if the provider asks.</param>
    /// <param name="amr">Methods that the sign-in there stands for, by commas.</param>
    /// <returns>The address of the academy that the provider's answer goes to.</returns>
    public Task<string> ToAnswerAsync(Visitor visitor, string provider, string account, string? returnUrl = null, string? amr = null) =>
        ByAsync(visitor, $"/sign-in/with/{provider}" + (returnUrl is null ? "" : "?returnUrl=" + Uri.EscapeDataString(returnUrl)), account, amr);

    /// <summary>The same, by the link at which the academy leads to the provider.</summary>
    public async Task<string> ByAsync(Visitor visitor, string link, string account, string? amr = null)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        var begun = await visitor.GetAsync(link);
        return begun.StatusCode == HttpStatusCode.Redirect
            ? await FollowAsync(begun.Headers.Location!, account, amr)
            : throw new HttpRequestException($"{link} answered {(int)begun.StatusCode}.");
    }

    /// <summary>Signs in at the provider and then here.</summary>
    /// <returns>The last answer of the academy: a page.</returns>
    public async Task<HttpResponseMessage> SignInAsync(Visitor visitor, string provider, string account, string? returnUrl = null, string? amr = null) =>
        await visitor.FollowAsync(await visitor.GetAsync(await ToAnswerAsync(visitor, provider, account, returnUrl, amr)));

    /// <summary>The provider's own sign-out, to which the academy led.</summary>
    /// <returns>The address of the academy that it leads back to.</returns>
    public async Task<string> SignOutAsync(Uri address)
    {
        var confirmed = await ConfirmSignOutAsync(address);
        return await FollowAsync(confirmed.Headers.Location!, "", null);
    }

    /// <summary>The provider's own sign-out, begun there.</summary>
    public async Task SignOutThereAsync(string address) => await ConfirmSignOutAsync(new Uri(address));

    private async Task<HttpResponseMessage> ConfirmSignOutAsync(Uri address)
    {
        var asked = await _http.GetAsync(address);
        asked.EnsureSuccessStatusCode();
        var form = (IHtmlFormElement)(await new HtmlParser().ParseDocumentAsync(await asked.Content.ReadAsStringAsync())).QuerySelector("form")!;
        var fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>().Select(i => KeyValuePair.Create(i.Name!, i.Value)).Append(KeyValuePair.Create("logout", "yes"));
        using var body = new FormUrlEncodedContent(fields);
        return await _http.PostAsync(new Uri(form.GetAttribute("action")!), body);
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> FollowAsync(Uri to, string account, string? amr)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            if (to.ToString().StartsWith(Academy, StringComparison.Ordinal))
            {
                return to.PathAndQuery;
            }

            var address = to.AbsolutePath.StartsWith("/interaction/", StringComparison.Ordinal)
                ? new Uri(to, $"?account={Uri.EscapeDataString(account)}{(amr is null ? "" : "&amr=" + amr)}")
                : to.AbsolutePath.EndsWith("/authorize", StringComparison.Ordinal) ? new Uri(to + "&account=" + Uri.EscapeDataString(account)) : to;
            var answer = await _http.GetAsync(address);
            to = answer.Headers.Location is { } next ? new Uri(address, next) : throw new HttpRequestException($"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        throw new HttpRequestException($"The provider leads on and on: {to}");
    }
}
