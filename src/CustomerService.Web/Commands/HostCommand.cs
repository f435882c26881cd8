using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerService.Web.Commands;

/// <summary>Runs a use case of the academy from the command line, with its configuration, without serving.</summary>
internal static class HostCommand
{
    /// <summary>How commands write JSON.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="configuration">The arguments that are not the command's own, for the host.</param>
    /// <returns>The exit code that <paramref name="run"/> gives.</returns>
    public static Task<int> RunAsync<TUseCase>(IEnumerable<string> configuration, Func<TUseCase, Task<int>> run)
        where TUseCase : notnull =>
        RunAsync(configuration, services => run(services.GetRequiredService<TUseCase>()));

    /// <summary>The same for a command of several use cases.</summary>
    public static async Task<int> RunAsync(IEnumerable<string> configuration, Func<IServiceProvider, Task<int>> run)
    {
        await using var app = AcademyHost.Build([.. configuration]);
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider);
    }
}
