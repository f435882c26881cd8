using CustomerService.Messages.Data;
using CustomerService.Messages.Sending;
using CustomerService.Platform.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
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
        return services;
    }
}
