using System.Reflection;
using CustomerService.Catalogue;
using CustomerService.Certificates;
using CustomerService.Learning;
using CustomerService.People;
using CustomerService.Reports;
using CustomerService.Ui;
using CustomerService.Ui.Layouts;

namespace CustomerService.Web;

/// <summary>The assemblies with pages, for the router and for the endpoints alike.</summary>
public static class PageAssemblies
{
    public static Assembly[] All { get; } =
    [
        typeof(UiSetup).Assembly,
        typeof(PeopleSetup).Assembly,
        typeof(CatalogueSetup).Assembly,
        typeof(LearningSetup).Assembly,
        typeof(CertificatesSetup).Assembly,
        typeof(ReportsSetup).Assembly,
    ];

    /// <summary>Whether any page has interactive parts.</summary>
    public static bool HaveIslands { get; } = All.SelectMany(a => a.GetTypes()).Any(t => t.IsDefined(typeof(HasIslandsAttribute), inherit: false));
}
