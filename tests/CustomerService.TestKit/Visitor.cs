using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CustomerService.Platform.Localization;

namespace CustomerService.TestKit;

/// <summary>A browser without JavaScript: opens pages, submits forms with their hidden fields, follows redirects on request.</summary>
public sealed class Visitor(HttpClient client)
{
    private string? _languageCookie;

    public HttpClient Client { get; } = client;

    /// <summary>Sends the language cookie with every request.</summary>
    public void Read(Language language) => _languageCookie = $"lang={language.Code()}";

    public async Task<HttpResponseMessage> GetAsync(string address) => await SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Opens a page that must exist, following redirects.</summary>
    public async Task<IHtmlDocument> OpenAsync(string address)
    {
        var response = await FollowAsync(await GetAsync(address));
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HttpRequestException($"{address} answered {(int)response.StatusCode}.");
        }

        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Submits a form of the page with its own fields, overridden by <paramref name="fields"/>.</summary>
    /// <param name="page">The page that was opened.</param>
    /// <param name="form">CSS selector of the form.</param>
    /// <param name="address">The page's URL, for a form without an action.</param>
    /// <param name="fields">Names and values to fill in; a null value removes the field.</param>
    public async Task<HttpResponseMessage> SubmitAsync(IHtmlDocument page, string form, string address, params (string Name, string? Value)[] fields)
    {
        var element = page.QuerySelector(form) as IHtmlFormElement ?? throw new InvalidOperationException($"No form {form} at {address}.");
        var values = new List<KeyValuePair<string, string>>();
        foreach (var input in element.QuerySelectorAll("input[name],select[name],textarea[name],button[name]"))
        {
            var name = input.GetAttribute("name")!;
            switch (input)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "submit" } or IHtmlButtonElement:
                    continue;
                case IHtmlSelectElement select:
                    values.Add(new(name, select.Value ?? ""));
                    break;
                case IHtmlTextAreaElement area:
                    values.Add(new(name, area.Value));
                    break;
                case IHtmlInputElement box:
                    values.Add(new(name, box.Value));
                    break;
            }
        }

        foreach (var name in fields.Select(f => f.Name).Distinct())
        {
            values.RemoveAll(v => v.Key == name);
        }

        values.AddRange(fields.Where(f => f.Value is not null).Select(f => new KeyValuePair<string, string>(f.Name, f.Value!)));
        var action = element.GetAttribute("action");
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, string.IsNullOrEmpty(action) ? address : action) { Content = new FormUrlEncodedContent(values) });
    }

    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response)
    {
        for (var hops = 0; hops < 5 && (int)response.StatusCode is >= 300 and < 400; hops++)
        {
            response = await GetAsync(response.Headers.Location!.ToString());
        }

        return response;
    }

    public async Task SignInAsync(string userName, string password)
    {
        var page = await OpenAsync("/sign-in");
        var response = await SubmitAsync(page, "form[data-form=sign-in]", "/sign-in", ("Input.UserName", userName), ("Input.Password", password));
        if (response.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"{userName} could not sign in: {(int)response.StatusCode}.");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (_languageCookie is not null)
        {
            request.Headers.Add("Cookie", _languageCookie);
        }

        return await Client.SendAsync(request);
    }
}
