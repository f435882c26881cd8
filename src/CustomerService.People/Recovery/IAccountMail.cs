namespace CustomerService.People.Recovery;

/// <summary>Whether links to accounts can be mailed; told by the capability that sends.</summary>
public interface IAccountMail
{
    bool IsOn { get; }
}

/// <summary>Nothing sends.</summary>
internal sealed class NoAccountMail : IAccountMail
{
    public bool IsOn => false;
}
