using CustomerService.Ui.Navigation;

namespace CustomerService.Components.Tests.Shell;

public sealed class NavigationTargetsTests
{
    private static readonly NavigationTargetAddress SignIn = Of(NavigationTarget.SignIn, _ => "/door");

    [Fact]
    public void A_target_is_where_its_capability_says() =>
        Assert.Equal("/door", new NavigationTargets([SignIn]).Href(NavigationTarget.SignIn));

    [Fact]
    public void A_target_that_nobody_registered_is_named()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new NavigationTargets([SignIn]).Href(NavigationTarget.SignOut));
        Assert.Contains(nameof(NavigationTarget.SignOut), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_has_one_address()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new NavigationTargets([SignIn, SignIn]));
        Assert.Contains(nameof(NavigationTarget.SignIn), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_targets_together_are_complete_and_one_less_is_not()
    {
        NavigationTargetAddress[] all = [.. NavigationTarget.All.Select(t => new NavigationTargetAddress(t, () => "/"))];
        new NavigationTargets(all).EnsureComplete();

        var refused = Assert.Throws<InvalidOperationException>(() => new NavigationTargets(all[1..]).EnsureComplete());
        Assert.EndsWith($": {all[0].Target}.", refused.Message, StringComparison.Ordinal);
    }

    private static NavigationTargetAddress Of<TKey>(NavigationTarget<TKey> target, Func<TKey, string> address)
        where TKey : notnull => new(target, address);
}
