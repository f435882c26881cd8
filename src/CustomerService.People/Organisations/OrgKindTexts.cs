using CustomerService.People.Rules;
using CustomerService.People.Text;
using CustomerService.Ui.Controls;

namespace CustomerService.People.Organisations;

/// <summary>Words and pictures for what a node of the tree is.</summary>
internal static class OrgKindTexts
{
    public static string KindText(this OrgNode node) => node.IsUnit ? PeopleText.Unit : node.Kind switch
    {
        OrganisationKind.Employer => PeopleText.EmployerGroup,
        OrganisationKind.Partner => PeopleText.PartnerGroup,
        OrganisationKind.Customers => PeopleText.CustomersGroup,
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "Not a kind of organisation."),
    };

    public static IconName KindIcon(this OrgNode node) => node.IsUnit ? IconName.People : node.Kind switch
    {
        OrganisationKind.Employer => IconName.Building,
        OrganisationKind.Partner => IconName.Briefcase,
        OrganisationKind.Customers => IconName.Person,
        _ => throw new ArgumentOutOfRangeException(nameof(node), node.Kind, "Not a kind of organisation."),
    };
}
