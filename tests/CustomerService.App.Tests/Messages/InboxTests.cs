using System.Net;
using CustomerService.Messages.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.App.Tests.Messages;

/// <summary>The inbox and the bell.</summary>
public sealed class InboxTests(SharedAcademy shared)
{
    [Fact]
    public async Task A_message_is_unread_until_it_is_opened_and_leads_to_what_it_is_about()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        var visitor = await shared.Academy.SignInAsync(person, Language.English);
        Assert.Equal("0", Bell(await visitor.OpenAsync("/learning")).GetAttribute("data-unread"));
        Assert.NotNull((await visitor.OpenAsync("/inbox")).QuerySelector(".empty"));

        await shared.Academy.SitAsync(person, "C02");

        // The completion and its certificate.
        var page = await visitor.OpenAsync("/inbox");
        Assert.Equal("2", Bell(page).GetAttribute("data-unread"));
        Assert.Equal("Messages, 2 unread", Bell(page).GetAttribute("aria-label"));
        Assert.Equal(2, page.QuerySelectorAll(".inbox-row-unread").Length);
        var certificate = page.QuerySelectorAll(".inbox-row form").Single(f => f.TextContent.Contains("certificate", StringComparison.OrdinalIgnoreCase)).GetAttribute("action")!;
        var opened = await visitor.SubmitAsync(page, $"form[action='{certificate}']", "/inbox");
        Assert.StartsWith("/certificates/", opened.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("1", Bell(await visitor.OpenAsync("/learning")).GetAttribute("data-unread"));

        await visitor.SubmitAsync(page, "form[data-form=read-all]", "/inbox");
        var all = await visitor.OpenAsync("/inbox");
        Assert.Equal("0", Bell(all).GetAttribute("data-unread"));
        Assert.Empty(all.QuerySelectorAll(".inbox-row-unread"));
        Assert.Null(all.QuerySelector("form[data-form=read-all]"));
    }

    [Fact]
    public async Task A_long_inbox_is_paged_from_the_newest_and_back()
    {
        var person = await shared.Academy.AddPersonAsync(Audience.Frontline);
        var start = shared.Academy.Clock.GetUtcNow().UtcDateTime;
        await shared.Academy.DoAsync(db => db.AddRange(Enumerable.Range(0, 45).Select(i => new Message(Guid.CreateVersion7(), person.Id, MessageKind.AttemptReleased, "C02", Language.Persian, true, start.AddHours(i)))));
        var visitor = await shared.Academy.SignInAsync(person);
        var seen = new List<string>();
        var address = "/inbox";
        var pages = new List<string>();
        while (address is not null)
        {
            pages.Add(address);
            var page = await visitor.OpenAsync(address);
            seen.AddRange(page.QuerySelectorAll(".inbox-row time").Select(t => t.GetAttribute("datetime")!));
            address = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(3, pages.Count);
        Assert.Equal(45, seen.Count);
        Assert.Equal(seen.OrderDescending(StringComparer.Ordinal), seen);
        var last = await visitor.OpenAsync(pages[2]);
        var back = await visitor.OpenAsync(last.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(seen.Skip(20).Take(20), back.QuerySelectorAll(".inbox-row time").Select(t => t.GetAttribute("datetime")!));
    }

    [Fact]
    public async Task A_get_reads_nothing_and_a_foreign_message_is_not_found()
    {
        var (person, other) = (await shared.Academy.AddPersonAsync(Audience.Frontline), await shared.Academy.AddPersonAsync(Audience.Frontline));
        await shared.Academy.SitAsync(person, "C02");
        var id = await shared.Academy.ReadAsync(db => db.Set<Message>().Where(m => m.PersonId == person.Id).Select(m => m.Id).FirstAsync());
        var visitor = await shared.Academy.SignInAsync(other);
        var page = await visitor.OpenAsync("/learning");
        page.QuerySelector("form[action='/sign-out']")!.SetAttribute("action", $"/inbox/{id:D}/open");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.SubmitAsync(page, $"form[action='/inbox/{id:D}/open']", "/inbox")).StatusCode);
        await (await shared.Academy.SignInAsync(person)).GetAsync($"/inbox/{id:D}/open");
        Assert.Equal(0, await shared.Academy.ReadAsync(db => db.Set<Message>().CountAsync(m => m.PersonId == person.Id && m.ReadAtUtc != null)));
    }

    private static AngleSharp.Dom.IElement Bell(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("a.inbox-link")!;
}
