using System.CommandLine;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Web.Commands;

/// <summary><c>certificates print</c>: certificates by their numbers as one PDF.</summary>
internal static class CertificatesCommand
{
    public static Command Create(string[] args)
    {
        var numbers = new Argument<string[]>("numbers") { Description = "Numbers of certificates, in the order of the pages.", Arity = ArgumentArity.OneOrMore };
        var language = new Option<string>("--lang") { Description = "Language of the certificates: fa or en.", DefaultValueFactory = _ => "fa" };
        language.AcceptOnlyFromAmong("en", "fa");
        var output = new Option<string>("--output") { Description = "The PDF to write.", Required = true };
        var print = new Command("print", "Print certificates into one PDF.") { numbers, language, output };
        print.SetAction((parsed, cancellationToken) => HostCommand.RunAsync<PrintByNumber>(args.Where(a => a.StartsWith("--", StringComparison.Ordinal) && a.Contains('=', StringComparison.Ordinal)), async use =>
        {
            var wanted = (parsed.GetValue(numbers) ?? []).Where(n => !n.StartsWith("--", StringComparison.Ordinal)).ToList();
            return await PrintAsync(use, wanted, parsed.GetValue(language) == "en" ? Language.English : Language.Persian, parsed.GetValue(output)!, cancellationToken);
        }));
        print.TreatUnmatchedTokensAsErrors = false;
        return new Command("certificates", "Work with certificates.") { print };
    }

    /// <summary>The file appears only when it is whole.</summary>
    private static async Task<int> PrintAsync(PrintByNumber print, IReadOnlyList<string> numbers, Language language, string output, CancellationToken cancellationToken)
    {
        var unfinished = output + ".unfinished";
        try
        {
            await using (var file = File.Create(unfinished))
            {
                var printed = await print.RunAsync(numbers, language, file, cancellationToken);
                if (printed.Refusal is { } refusal)
                {
                    await Console.Error.WriteLineAsync(RefusalText.Say(refusal, LocalizedFormatter.For(Language.English), CertificatesText.ResourceManager, PdfText.ResourceManager));
                    return 1;
                }
            }

            File.Move(unfinished, output, overwrite: true);
            Console.WriteLine(output);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{output} cannot be written: {e.Message}");
            return 1;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
