using CustomerService.People.Import.Kinds;
using CustomerService.People.Import.Sheets;
using CustomerService.People.Organisations;
using CustomerService.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.People.Import;

internal static class ImportSetup
{
    /// <summary>Imports of people, units and partner organisations.</summary>
    public static void AddImport(this IServiceCollection services)
    {
        services.AddSingleton(SheetLimits.Default);
        services.AddScoped<ReceiveImport>();
        services.AddScoped<PlanImport>();
        services.AddScoped<ConfirmImport>();
        services.AddScoped<CancelImport>();
        services.AddScoped<UndoImport>();
        services.AddScoped<PurgeImports>();
        services.AddScoped<ReadImport>();
        services.AddScoped<ExportPeople>();
        services.AddScoped<ImportTemplate>();
        services.AddScoped<ExportOrganisations>();
        services.AddScoped<FirstUseSlips>();
        services.AddScoped<PersonSteps>();
        services.AddScoped<RemoveUnused>();
        services.AddScoped<OrgSteps>();
        services.AddScoped<IImportHandler, PeopleHandler>();
        services.AddScoped<IImportHandler, UnitsHandler>();
        services.AddScoped<IImportHandler, PartnersHandler>();
        services.AddScoped<ApplyImport>();
        services.AddOutboxHandler<ImportWorkRequested, ApplyImport>(oneAtATime: true);
        services.AddHostedService<ImportUpkeep>();
    }
}
