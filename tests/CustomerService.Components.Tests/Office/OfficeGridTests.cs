using System.Globalization;
using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Office.Grid;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Components.Tests.Office;

/// <summary>The list of the office: what it asks for, what it writes into the address, and what it shows when there is nothing or something failed.</summary>
public sealed class OfficeGridTests
{
    private const string Page = "/office/list";

    [Fact]
    public async Task The_rows_are_read_once_from_what_the_address_says()
    {
        await using var list = new List(Page + "?q=a&sort=-name&after=" + Row(7).Id.ToString("D"));

        var request = Assert.Single(list.Requests);
        Assert.Equal((true, (Guid?)Row(7).Id, (Guid?)null, false), (request.IsDescending, request.After, request.Before, request.IsStart));
        Assert.Equal(["Row 1", "Row 2", "Row 3"], list.Names);
    }

    [Theory]
    [InlineData("?sort=place")]
    [InlineData("?sort=nothing&after=x")]
    [InlineData("?before=%00")]
    public async Task What_the_address_says_of_no_sortable_column_and_no_id_is_passed_over(string query)
    {
        await using var list = new List(Page + query);

        Assert.Equal(new GridRequest(null, false, null, null), Assert.Single(list.Requests));
    }

    [Fact]
    public async Task A_click_on_a_heading_turns_the_order_from_the_start_and_keeps_the_filters_in_the_address()
    {
        await using var list = new List(Page + "?q=a&after=" + Row(7).Id.ToString("D"));
        Assert.Equal("ascending", list.SortOf("Name"));
        Assert.Null(list.SortOf("Place"));

        await list.Heading("Name").QuerySelector("button")!.ClickAsync(new MouseEventArgs());

        Assert.Equal(2, list.Requests.Count);
        Assert.Equal(new GridRequest("name", true, null, null), list.Requests[^1]);
        Assert.Equal(Page + "?q=a&sort=-name", list.Address);
        Assert.Equal("descending", list.SortOf("Name"));
        Assert.Equal(2, list.Marks);
    }

    [Fact]
    public async Task Pages_are_turned_by_cursor_and_counted_on_the_first_alone()
    {
        await using var list = new List(Page + "?q=a", request => new([Row(1), Row(2)], request.IsStart ? null : Row(1).Id, Row(2).Id, request.IsStart ? 1001 : null));
        Assert.Equal("More than 1,000 rows", list.Count);
        Assert.True(list.Pages[0].HasAttribute("disabled"));

        await list.Pages[1].ClickAsync(new MouseEventArgs());

        Assert.Equal($"{Page}?q=a&after={Row(2).Id:D}", list.Address);
        Assert.Equal(Row(2).Id, list.Requests[^1].After);
        Assert.Equal(2, list.Requests.Count);
        Assert.Equal("More than 1,000 rows", list.Count);

        await list.Pages[0].ClickAsync(new MouseEventArgs());
        Assert.Equal(new GridRequest(null, false, null, Row(1).Id), list.Requests[^1]);
    }

    [Theory]
    [InlineData(Language.English, 1000, "1,000 rows")]
    [InlineData(Language.English, 1, "1 row")]
    [InlineData(Language.English, 1001, "More than 1,000 rows")]
    [InlineData(Language.Persian, 1000, "۱٬۰۰۰ سطر")]
    [InlineData(Language.Persian, 1001, "بیش از ۱٬۰۰۰ سطر")]
    public async Task The_count_is_exact_to_a_thousand(Language language, int count, string expected)
    {
        await using var list = new List(Page, _ => new([Row(1)], null, null, count), language);

        Assert.Equal(expected, list.Count);
    }

    [Fact]
    public async Task Another_filter_reads_again_and_forgets_the_selection()
    {
        await using var list = new List(Page + "?q=a");
        await list.SelectAsync(1);
        Assert.Equal("1 selected", list.Component.Find(".office-grid-bulk p").TextContent);

        list.GoTo(Page + "?q=b");

        Assert.Equal(2, list.Requests.Count);
        Assert.Empty(list.Component.FindAll(".office-grid-bulk"));
    }

    [Fact]
    public async Task What_is_selected_stays_on_the_next_page_and_is_given_to_the_acts()
    {
        await using var list = new List(Page, request => request.IsStart ? new([Row(1), Row(2)], null, Row(2).Id, 4) : new([Row(3), Row(4)], Row(3).Id, null, null));
        await list.SelectAsync(1);
        await list.Pages[1].ClickAsync(new MouseEventArgs());
        await list.SelectAsync(1);

        Assert.Equal("Row 2, Row 4", list.Component.Find("[data-bulk]").TextContent);
    }

    [Fact]
    public async Task All_rows_of_the_page_are_selected_beside_those_of_others_and_let_go_again_and_each_box_names_its_row()
    {
        await using var list = new List(Page, request => request.IsStart ? new([Row(1), Row(2)], null, Row(2).Id, 4) : new([Row(3), Row(4)], Row(3).Id, null, null));
        await list.SelectAsync(0);
        await list.Pages[1].ClickAsync(new MouseEventArgs());

        await list.SelectAllAsync();
        Assert.Equal("Row 1, Row 3, Row 4", list.Component.Find("[data-bulk]").TextContent);
        Assert.Equal(["Select Row 3", "Select Row 4"], list.Component.FindAll("tbody tr.is-selected input[type=checkbox]").Select(b => b.GetAttribute("aria-label")));

        await list.SelectAllAsync();
        Assert.Equal("Row 1", list.Component.Find("[data-bulk]").TextContent);
        Assert.Empty(list.Component.FindAll("tbody tr.is-selected"));
    }

    [Fact]
    public async Task A_column_is_hidden_for_this_reader_and_remembered_and_a_fixed_one_is_not_offered()
    {
        await using var list = new List(Page, remembered: "[\"place\",\"gone\"]");
        Assert.Equal(["", "Name", "Code"], list.Headings);
        Assert.Equal(["Place", "Code"], list.Component.FindAll(".office-grid-columns label").Select(l => l.TextContent));

        await list.Component.FindAll(".office-grid-columns input")[0].ChangeAsync(new ChangeEventArgs { Value = true });

        Assert.Equal(["", "Name", "Place", "Code"], list.Headings);
        Assert.Equal("[\"gone\"]", list.Remembered);
    }

    [Fact]
    public async Task A_list_without_rows_says_so()
    {
        await using var list = new List(Page, _ => new([], null, null, 0));

        Assert.Equal("Nothing here", list.Component.Find(".mud-table-empty-row").TextContent.Trim());
        Assert.Equal("0 rows", list.Count);
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_told_with_a_reference_and_tried_again()
    {
        var fails = true;
        await using var list = new List(Page, _ => fails ? throw new InvalidOperationException("As told.") : new([Row(5)], null, null, 1));
        Assert.Matches("^[0-9A-F]{8}$", list.Component.Find("[role=alert] code").TextContent);

        fails = false;
        await list.Component.Find("[role=alert] button").ClickAsync(new MouseEventArgs());

        Assert.Empty(list.Component.FindAll("[role=alert]"));
        Assert.Equal(["Row 5"], list.Names);
    }

    [Fact]
    public async Task A_file_of_all_rows_is_a_plain_link()
    {
        await using var list = new List(Page);

        var link = list.Component.Find("a[download]");
        Assert.Equal(("/office/list/export?q=a", "false"), (link.GetAttribute("href"), link.GetAttribute("data-enhance-nav")));
    }

    private static Sample Row(int number) => new(new Guid(number, 0, 0, new byte[8]), "Row " + number.ToString(CultureInfo.InvariantCulture));

    private sealed record Sample(Guid Id, string Name);

    /// <summary>A grid in a page, as a reader sees it.</summary>
    private sealed class List : IAsyncDisposable
    {
        private readonly OfficeReading _reading;
        private readonly BunitJSModuleInterop _script;

        public List(string address, Func<GridRequest, GridPage<Sample>>? load = null, Language language = Language.English, string? remembered = null)
        {
            load ??= _ => new([Row(1), Row(2), Row(3)], null, null, 3);
            _reading = new(language);
            _script = _reading.Context.JSInterop.SetupModule(call => call.Arguments is [string path, ..] && path.Contains("office", StringComparison.Ordinal));
            _script.Mode = JSRuntimeMode.Loose;
            _script.Setup<string?>("recall", "sample").SetResult(remembered);
            _reading.Popovers();
            Navigation.NavigateTo(address);
            Component = _reading.Context.Render<OfficeGrid<Sample>>(p => p
                .Add(g => g.Label, "Samples")
                .Add(g => g.Address, address)
                .Add(g => g.Load, (request, _) =>
                {
                    Requests.Add(request);
                    return Task.FromResult(load(request));
                })
                .Add(g => g.Id, row => row.Id)
                .Add(g => g.Remember, "sample")
                .Add(g => g.OwnSort, "name")
                .Add(g => g.Empty, "Nothing here")
                .Add(g => g.Exports, [new GridExport("Excel", "/office/list/export?q=a")])
                .Add(g => g.RowName, row => row.Name)
                .Add(g => g.Bulk, rows => $"<span data-bulk>{string.Join(", ", rows.Select(r => r.Name).Order(StringComparer.Ordinal))}</span>")
                .Add(g => g.Columns,
                [
                    new("name", () => "Name", row => b => b.AddMarkupContent(0, $"<b>{row.Name}</b>")) { IsSortable = true, IsFixed = true },
                    new("place", () => "Place", _ => b => b.AddContent(0, "Here")),
                    new("code", () => "Code", _ => b => b.AddContent(0, "C")),
                ]));
            Navigation.LocationChanged += (_, _) => Show();
        }

        public IRenderedComponent<OfficeGrid<Sample>> Component { get; }

        public List<GridRequest> Requests { get; } = [];

        public string Address => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

        public IEnumerable<string> Names => Component.FindAll("tbody b").Select(b => b.TextContent);

        public string Count => Component.Find(".office-grid-count").TextContent;

        public IReadOnlyList<AngleSharp.Dom.IElement> Pages => Component.FindAll(".office-grid-pages button");

        public IEnumerable<string> Headings => Component.FindAll("thead th").Select(h => h.TextContent.Split('(')[0].Trim());

        public string? Remembered => _script.Invocations["remember"] is [.., var last] ? last.Arguments[1] as string : null;

        private NavigationManager Navigation => _reading.Context.Services.GetRequiredService<NavigationManager>();

        public AngleSharp.Dom.IElement Heading(string title) => Component.FindAll("thead th").Single(h => h.TextContent.Trim().StartsWith(title, StringComparison.Ordinal));

        /// <summary>What the script puts onto the heading's cell as <c>aria-sort</c>.</summary>
        public string? SortOf(string title) => Heading(title).QuerySelector("[data-sort]")?.GetAttribute("data-sort");

        /// <summary>How often the script was told to.</summary>
        public int Marks => _script.Invocations["markSort"].Count;

        /// <summary>Selects a row of those shown, counted from zero.</summary>
        public Task SelectAsync(int row) => Component.FindAll("tbody input[type=checkbox]")[row].ChangeAsync(new ChangeEventArgs { Value = true });

        public Task SelectAllAsync() => Component.Find("thead input[type=checkbox]").ChangeAsync(new ChangeEventArgs { Value = true });

        public void GoTo(string address) => Navigation.NavigateTo(address);

        public ValueTask DisposeAsync() => _reading.DisposeAsync();

        private void Show() => Component.Render(p => p.Add(g => g.Address, Address));
    }
}
