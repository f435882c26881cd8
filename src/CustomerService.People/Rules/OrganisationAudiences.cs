namespace CustomerService.People.Rules;

/// <summary>Which audiences an organisation's people can belong to.</summary>
public static class OrganisationAudiences
{
    public static IReadOnlyList<Audience> Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Employer => [Audience.Frontline, Audience.Manager, Audience.Leader],
        OrganisationKind.Partner => [Audience.Agent],
        OrganisationKind.Customers => [Audience.Customer],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of organisation."),
    };
}
