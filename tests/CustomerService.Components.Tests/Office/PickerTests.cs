using Bunit;
using CustomerService.Platform.Localization;
using CustomerService.TestKit;
using CustomerService.Ui.Office.Controls;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CustomerService.Components.Tests.Office;

/// <summary>People and units found by typing and chosen by keys.</summary>
public sealed class PickerTests : IDisposable
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(10);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
    private readonly RecordedLog _log = new();
    private IReadOnlyList<Choice> _chosen = [];

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task People_are_searched_by_the_folded_text_once_typing_has_paused()
    {
        await using var reading = Reading(Language.Persian);
        var asked = new List<string>();
        var picker = People(reading, (typed, _) =>
        {
            asked.Add(typed);
            return Found(new Choice(Id(1), "علی حسینی", "مرکز تماس"));
        });

        var typing = picker.Find("input").InputAsync("علي");
        typing = Task.WhenAll(typing, picker.Find("input").InputAsync("علي\u200C ١٢"));
        Assert.Empty(asked);
        _clock.Advance(ChoicePicker.Pause);
        await typing.WaitAsync(AtMost);

        Assert.Equal(["علی 12"], asked);
        Assert.Equal("۱ مورد", picker.Find("[role=status]").TextContent);
        var input = picker.Find("input[role=combobox]");
        Assert.Equal("true", input.GetAttribute("aria-expanded"));
        Assert.NotNull(picker.Find("#" + input.GetAttribute("aria-controls") + "[role=listbox]"));
    }

    [Fact]
    public async Task Several_are_chosen_and_taken_back_by_keys()
    {
        await using var reading = Reading();
        var picker = People(reading, (_, _) => Found(new(Id(1), "Ali"), new(Id(2), "Alireza")), several: true);

        await TypeAsync(picker, "al");
        await KeyAsync(picker, "ArrowDown");
        Assert.Equal(picker.FindAll("[role=option]")[0].Id, picker.Find("input").GetAttribute("aria-activedescendant"));
        await KeyAsync(picker, "Enter");
        Assert.Empty(picker.FindAll("[role=listbox]"));
        Assert.Equal("", picker.Find("input").GetAttribute("value"));

        await TypeAsync(picker, "al");
        await KeyAsync(picker, "ArrowUp");
        await KeyAsync(picker, "Enter");
        Assert.Equal(["Ali", "Alireza"], _chosen.Select(c => c.Name));
        Assert.Equal(["Remove Ali", "Remove Alireza"], picker.FindAll(".picker-chip button").Select(b => b.GetAttribute("aria-label")));

        await KeyAsync(picker, "Backspace");
        Assert.Equal("Ali", Assert.Single(_chosen).Name);
        await picker.Find(".picker-chip button").ClickAsync(new MouseEventArgs());
        Assert.Empty(_chosen);
        reading.Context.JSInterop.VerifyFocusAsyncInvoke(calledTimes: 2);
    }

    [Fact]
    public async Task One_takes_the_place_of_the_one_before_and_escape_chooses_nothing()
    {
        await using var reading = Reading();
        var picker = People(reading, (_, _) => Found(new(Id(1), "Ali"), new(Id(2), "Alireza")));

        foreach (var at in (int[])[0, 1])
        {
            await TypeAsync(picker, "al");
            await picker.FindAll("[role=option]")[at].ClickAsync(new MouseEventArgs());
        }

        Assert.Equal("Alireza", Assert.Single(_chosen).Name);
        await TypeAsync(picker, "al");
        await KeyAsync(picker, "ArrowDown");
        await KeyAsync(picker, "Escape");
        Assert.Empty(picker.FindAll("[role=listbox]"));
        Assert.Equal("Alireza", Assert.Single(_chosen).Name);
    }

    [Theory]
    [InlineData(Language.Persian, "دست‌کم ۲ حرف بنویسید.", "جست‌وجو انجام نشد."), InlineData(Language.English, "Type at least 2 letters.", "The search did not work.")]
    public async Task Too_little_and_a_failure_are_said_and_the_failure_is_logged(Language language, string more, string failed)
    {
        await using var reading = Reading(language);
        var picker = People(reading, (_, _) => throw new InvalidOperationException("As told."));

        await TypeAsync(picker, "a");
        Assert.Equal(more, picker.Find("[role=status]").TextContent);
        await TypeAsync(picker, "al");

        Assert.Contains(failed, picker.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(Assert.Single(_log.Entries, e => e.Category == typeof(ChoicePicker).FullName).Exception);
    }

    [Fact]
    public async Task Units_stand_in_their_tree_with_those_above_them_in_words_and_are_read_once()
    {
        await using var reading = Reading(Language.Persian);
        var reads = 0;
        UnitNode[] units = [new(Id(3), "مرکز تماس", Id(2)), new(Id(1), "ستاد", null), new(Id(2), "خدمات مشتریان", Id(1)), new(Id(4), "شعبه‌ها", null)];
        var picker = reading.Context.Render<UnitPicker>(p => p.Add(u => u.Label, "واحد").Add(u => u.ChosenChanged, c => _chosen = c).Add(u => u.Load, _ =>
        {
            reads++;
            return Task.FromResult<IReadOnlyList<UnitNode>>(units);
        }));

        await KeyAsync(picker, "ArrowDown");
        picker.WaitForAssertion(() => Assert.Equal(["ستاد", "خدمات مشتریان", "مرکز تماس", "شعبه‌ها"], picker.FindAll("[role=option] > bdi").Select(o => o.TextContent)), AtMost);
        Assert.Equal("ستاد / خدمات مشتریان", picker.FindAll("[role=option]")[2].QuerySelector(".picker-detail")!.TextContent);
        Assert.Contains("picker-depth-2", picker.FindAll("[role=option]")[2].ClassName, StringComparison.Ordinal);

        await TypeAsync(picker, "تماس مركز");
        Assert.Equal(["ستاد", "خدمات مشتریان", "مرکز تماس"], picker.FindAll("[role=option] > bdi").Select(o => o.TextContent));
        Assert.Equal(1, reads);
    }

    private static Guid Id(byte number) => new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, number);

    private static Task<IReadOnlyList<Choice>> Found(params Choice[] choices) => Task.FromResult<IReadOnlyList<Choice>>(choices);

    private static Task KeyAsync<T>(IRenderedComponent<T> picker, string key)
        where T : Microsoft.AspNetCore.Components.IComponent => picker.Find("input").KeyDownAsync(new KeyboardEventArgs { Key = key });

    private async Task TypeAsync<T>(IRenderedComponent<T> picker, string text)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var typing = picker.Find("input").InputAsync(text);
        _clock.Advance(ChoicePicker.Pause);
        await typing.WaitAsync(AtMost);
    }

    private OfficeReading Reading(Language language = Language.English) => new(language, services => services.AddSingleton<TimeProvider>(_clock).AddSingleton<ILoggerProvider>(_log));

    private IRenderedComponent<PersonPicker> People(OfficeReading reading, Func<string, CancellationToken, Task<IReadOnlyList<Choice>>> search, bool several = false) =>
        reading.Context.Render<PersonPicker>(p => p.Add(u => u.Label, "People").Add(u => u.Several, several).Add(u => u.Search, search).Add(u => u.ChosenChanged, c => _chosen = c));
}
