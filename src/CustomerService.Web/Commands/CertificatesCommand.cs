using System.CommandLine;
using CustomerService.Certificates.Printing;
using CustomerService.Certificates.Text;
using CustomerService.Platform.Localization;
using CustomerService.Ui.Text;

namespace CustomerService.Web.Commands;

/// <summary><c>certificates print</c>: certificates by their numbers as one PDF.</summary>
internal static class CertificatesCommand
{
    public static Command Create()
    {
        var numbers = new Argument<string[]>("numbers") { Description = "Numbers of certificates, in the order of the pages.", Arity = ArgumentArity.OneOrMore };
        var language = new Option<string>("--lang") { Description = "Language of the certificates: fa or en.", DefaultValueFactory = _ => "fa" };
        language.AcceptOnlyFromAmong("en", "fa");
        var output = new Option<string>("--output") { Description = "The PDF to write.", Required = true };
        var print = new Command("print", "Print certificates into one PDF.") { numbers, language, output };
        print.SetAction((parsed, cancellationToken) =>
        {
            var (wanted, configuration) = Split(parsed.GetValue(numbers) ?? []);
            return HostCommand.RunAsync<PrintByNumber>([.. configuration, .. parsed.UnmatchedTokens], use =>
                PrintAsync(use, wanted, parsed.GetValue(language) == "en" ? Language.English : Language.Persian, parsed.GetValue(output)!, parsed.InvocationConfiguration.Error, cancellationToken));
        });
        print.TreatUnmatchedTokensAsErrors = false;
        return new Command("certificates", "Work with certificates.") { print };
    }

    /// <summary>The parser takes whatever it does not know for a number: <c>--Name=value</c> and <c>--Name value</c> are configuration of the host.</summary>
    private static (List<string> Numbers, List<string> Configuration) Split(IReadOnlyList<string> tokens)
    {
        var (numbers, configuration) = (new List<string>(), new List<string>());
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
            {
                numbers.Add(tokens[i]);
                continue;
            }

            configuration.Add(tokens[i]);
            if (!tokens[i].Contains('=', StringComparison.Ordinal) && i + 1 < tokens.Count)
            {
                configuration.Add(tokens[++i]);
            }
        }

        return (numbers, configuration);
    }

    /// <summary>The file appears only when it is whole.</summary>
    private static async Task<int> PrintAsync(PrintByNumber print, IReadOnlyList<string> numbers, Language language, string output, TextWriter errors, CancellationToken cancellationToken)
    {
        var unfinished = output + ".unfinished";
        try
        {
            await using (var file = File.Create(unfinished))
            {
                var printed = await print.RunAsync(numbers, language, file, cancellationToken);
                if (printed.Refusal is { } refusal)
                {
                    await errors.WriteLineAsync(RefusalText.Say(refusal, LocalizedFormatter.For(Language.English), CertificatesText.ResourceManager, PdfText.ResourceManager));
                    return 1;
                }
            }

            File.Move(unfinished, output, overwrite: true);
            Console.WriteLine(output);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"{output} cannot be written: {e.Message}");
            return 1;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
