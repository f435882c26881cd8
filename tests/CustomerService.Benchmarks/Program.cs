using CustomerService.Benchmarks;
// The academy on SQLite behind Kestrel, and its baselines in the same process and run.
// usage: dotnet run -c Release --project tests/CustomerService.Benchmarks [pages] [answers] [matrix] [people] [certificates] [import] [assignments] [reminders] [start]
// Without names all are measured. PEOPLE=1000 makes the organisation of matrix and people, the import, the rule and the reminders smaller.
using CustomerService.TestKit;

var wanted = args.Length > 0 ? args : ["pages", "answers", "matrix", "people", "certificates", "import", "assignments", "reminders", "start"];

using var academy = new Academy();
academy.UseKestrel(0);
academy.StartServer();
await academy.SetUpAsync();
var bench = await Bench.PrepareAsync(academy);
Report.Head();
foreach (var name in wanted)
{
    await (name switch
    {
        "pages" => Pages.MeasureAsync(bench),
        "answers" => QuizAnswers.MeasureAsync(bench),
        "matrix" => Matrix.MeasureAsync(bench),
        "people" => PeopleList.MeasureAsync(bench),
        "certificates" => Certificates.MeasureAsync(bench),
        "import" => PeopleImports.MeasureAsync(bench),
        "assignments" => Assignments.MeasureAsync(bench),
        "reminders" => Reminders.MeasureAsync(bench),
        "start" => ColdStart.MeasureAsync(),
        _ => throw new ArgumentException($"There is no figure called {name}.", nameof(args)),
    });
}
