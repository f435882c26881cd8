using Bunit;
using CustomerService.Ui.Controls;

namespace CustomerService.Components.Tests.Controls;

public sealed class ConfirmTests : IDisposable
{
    private readonly BunitContext _context = new();

    [Fact]
    public void The_deed_is_sent_by_the_second_button_only_and_the_way_back_is_a_link()
    {
        var confirm = _context.Render<Confirm>(p => p
            .Add(x => x.Label, "Deactivate").Add(x => x.Question, "Sara can no longer sign in.").Add(x => x.Yes, "Yes, deactivate")
            .Add(x => x.Name, "Input.Action").Add(x => x.Value, "deactivate").Add(x => x.Danger, true));

        Assert.False(confirm.Find("details").HasAttribute("open"));
        Assert.Equal("Deactivate", confirm.Find("summary").TextContent);
        Assert.Contains("Sara", confirm.Find("p").TextContent, StringComparison.Ordinal);
        var button = Assert.Single(confirm.FindAll("button"));
        Assert.Equal(("Yes, deactivate", "Input.Action", "deactivate"), (button.TextContent, button.GetAttribute("name"), button.GetAttribute("value")));
        Assert.Equal("/", confirm.Find("a").GetAttribute("href"));
    }

    public void Dispose() => _context.Dispose();
}
