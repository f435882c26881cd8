using System.Globalization;
using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using CustomerService.Platform.Security;
using CustomerService.Platform.Text;
using Microsoft.Extensions.Configuration;

namespace CustomerService.Components.Tests.Text;

/// <summary>In an island there is no request: the reader comes from the circuit's principal and culture.</summary>
public sealed class ReaderInIslandTests : IDisposable
{
    private readonly BunitContext _context = new();
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public ReaderInIslandTests() => _context.Services.AddReader(new ConfigurationBuilder().Build());

    [Fact]
    public void A_visitor_reads_as_the_language_usually_does()
    {
        _context.AddAuthorization();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fa-IR");

        RenderDueDate().MarkupMatches("<p dir=\"rtl\"><time>۱۴۰۵/۰۸/۳۰</time> <b>۸۴&rlm;٪</b></p>");
    }

    [Fact]
    public void A_person_reads_as_chosen()
    {
        _context.AddAuthorization().SetAuthorized("Sara").SetClaims(
            new Claim(Principal.CalendarClaim, "gregorian"), new Claim(Principal.DigitsClaim, "latin"));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fa");

        RenderDueDate().MarkupMatches("<p dir=\"rtl\"><time>2026/11/21</time> <b>84&rlm;%</b></p>");
    }

    [Fact]
    public void An_English_visitor_reads_Gregorian_and_Latin()
    {
        _context.AddAuthorization();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        RenderDueDate().MarkupMatches("<p dir=\"ltr\"><time>21 Nov 2026</time> <b>84%</b></p>");
    }

    public void Dispose()
    {
        CultureInfo.CurrentUICulture = _before;
        _context.Dispose();
    }

    private IRenderedComponent<DueDate> RenderDueDate() =>
        _context.Render<DueDate>(parameters => parameters.Add(date => date.Day, new(2026, 11, 21)));
}
