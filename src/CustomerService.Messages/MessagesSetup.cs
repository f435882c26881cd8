using CustomerService.Messages.Data;
using CustomerService.Messages.Deliveries;
using CustomerService.Messages.Inbox;
using CustomerService.Messages.Notices;
using CustomerService.Messages.Preferences;
using CustomerService.Messages.Reminders;
using CustomerService.Messages.Sending;
using CustomerService.Messages.Settings;
using CustomerService.Messages.Templates;
using CustomerService.Messages.Text;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Recovery;
using CustomerService.People.Settings;
using CustomerService.People.Text;
using CustomerService.Platform;
using CustomerService.Platform.Jobs;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CustomerService.Messages;

public static class MessagesSetup
{
    /// <summary>Messages to people: their inbox, mail, its texts and its log.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IModelPart, MessagesModel>();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddSingleton<SmtpTransport>();
        services.AddSingleton<UnsubscribeTokens>();
        services.AddScoped<MessageContents>();
        services.AddScoped<ComposeMail>();
        services.AddScoped<WriteMessage>();
        services.AddScoped<ViewInbox>();
        services.AddScoped<ReadMessages>();
        services.AddScoped<TurnOffMail>();
        services.AddScoped<ViewMailPreferences>();
        services.AddScoped<ChangeMailPreferences>();
        services.AddScoped<ViewDeliveries>();
        services.AddScoped<ShowDelivery>();
        services.AddScoped<SendAgain>();
        services.AddScoped<ViewTemplate>();
        services.AddScoped<SaveTemplate>();
        services.AddScoped<SendTestMail>();
        services.AddScoped<PreviewTemplate>();
        services.AddScoped<IUnreadMessages, CountUnread>();
        services.Replace(ServiceDescriptor.Singleton<IAccountMail, AccountMail>());
        // One mail at a time: a slow server holds up one worker of a node, never all.
        services.AddOutboxHandler<MailQueued, DeliverMail>(oneAtATime: true);
        services.AddOutboxHandler<PasswordResetAsked, AnswerPasswordReset>();
        services.AddSettings(new SettingsEntry(
            MailForm.Section, () => MessagesText.MailTitle, () => MessagesText.MailLede, IconName.Mail, 50, SettingsAccess.Everything, () => new MailForm(), typeof(MailFields)));
        services.AddOptions<ReminderOptions>().Bind(configuration.GetSection(ReminderOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReminderOptions>, ReminderOptionsValidator>();
        services.AddDailyJob<RemindOfDueDates>();
        services.AddSettings(new SettingsEntry(
            ReminderForm.Section, () => MessagesText.RemindersTitle, () => MessagesText.RemindersLede, IconName.Clock, 52, SettingsAccess.Programme, () => new ReminderForm(), typeof(ReminderFields)));
        services.AddHelp(typeof(MessagesSetup).Assembly);
        services.AddNavigation(
            new NavigationEntry(NavigationArea.Account, MessagesRoutes.MailPreferences, () => MessagesText.PreferencesTitle, IconName.Mail, 20, _ => true),
            new NavigationEntry(NavigationArea.Office, MessagesRoutes.Deliveries, () => MessagesText.DeliveriesTitle, IconName.Mail, 85,
                person => person.HasRoleThat(r => r.Manages != ManagedPeople.None)) { Group = () => PeopleText.PeopleGroup });
        services.AddNavigationTarget(NavigationTarget.Inbox, _ => MessagesRoutes.Inbox);
        return services;
    }

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapInbox();
        endpoints.MapUnsubscribe();
        return endpoints;
    }
}
