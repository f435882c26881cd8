using System.Globalization;
using CustomerService.People.Rules;

namespace CustomerService.Benchmarks;

/// <summary>The first page of people × courses compared with the bare page, one client.</summary>
internal static class Matrix
{
    public static async Task MeasureAsync(Bench bench)
    {
        var people = int.Parse(Environment.GetEnvironmentVariable("PEOPLE") ?? "10000", CultureInfo.InvariantCulture);
        await LargeOrganisation.FillAsync(bench.Academy, people);
        var hr = await bench.Academy.AddPersonAsync(Audience.Manager, Role.HumanResources);
        using var office = await Browser.SignInAsync(bench.Address, hr.UserName);
        await Load.WarmUpAsync(1, (_, _) => Load.GetAsync(office.Client, "/office/matrix"));
        await bench.BarePagesAsync(1, 10);

        var bare = await bench.BarePagesAsync(1, Bench.Seconds);
        Report.Row("bare page, one client", bare);
        foreach (var (what, address) in new[]
        {
            ("first page", "/office/matrix"),
            ("first page of those overdue", "/office/matrix?state=overdue"),
            ("first page of a search", "/office/matrix?q=%D9%85%D8%AD%D9%85%D8%AF%DB%8C"),
            ("overview", "/office"),
        })
        {
            var page = await Load.RunAsync(1, Bench.Seconds, (_, _) => Load.GetAsync(office.Client, address));
            Report.Row($"HR matrix, {people:N0} people: {what}", page, Report.Times(page, bare));
        }
    }
}
