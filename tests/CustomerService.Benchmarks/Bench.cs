using CustomerService.People.Rules;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Benchmarks;

/// <summary>Shared by the measurements: the academy, a signed-in user taking the quiz of C03, and the bare site.</summary>
internal sealed record Bench(Academy Academy, Uri Address, Browser Learner, HttpClient Bare)
{
    public const string Lesson = "/courses/C03/lessons/L1";
    public const int Clients = 32;
    public const double Seconds = 8;

    /// <summary>Minimum warm-up before a measurement, in seconds; see <see cref="Load.WarmUpAsync"/>.</summary>
    public const double WarmUp = 30;

    public static async Task<Bench> PrepareAsync(Academy academy)
    {
        var learner = await academy.AddPersonAsync(Audience.Frontline);
        await academy.StartQuizAsync(learner, "C03");
        var address = academy.ClientOptions.BaseAddress;
        var signedIn = await Browser.SignInAsync(address, learner.UserName);
        var bare = await BareSite.StartAsync(await signedIn.Client.GetStringAsync(Lesson));
        return new(academy, address, signedIn, new HttpClient { BaseAddress = new Uri(bare.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) });
    }

    public Task<Measured> BarePagesAsync(int clients, double seconds) => Load.RunAsync(clients, seconds, (_, _) => Load.GetAsync(Bare, "/bare"));
}
