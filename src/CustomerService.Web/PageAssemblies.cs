using System.Reflection;
using CustomerService.Catalogue;
using CustomerService.Certificates;
using CustomerService.Learning;
using CustomerService.Messages;
using CustomerService.People;
using CustomerService.Reports;
using CustomerService.Ui;
using CustomerService.Ui.Office;

namespace CustomerService.Web;

/// <summary>The assemblies with pages, for both router and endpoints.</summary>
public static class PageAssemblies
{
    public static Assembly[] All { get; } =
    [
        typeof(UiSetup).Assembly,
        typeof(OfficeSetup).Assembly,
        typeof(PeopleSetup).Assembly,
        typeof(CatalogueSetup).Assembly,
        typeof(LearningSetup).Assembly,
        typeof(CertificatesSetup).Assembly,
        typeof(MessagesSetup).Assembly,
        typeof(ReportsSetup).Assembly,
    ];
}
