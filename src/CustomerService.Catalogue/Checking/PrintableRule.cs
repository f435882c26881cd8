using CustomerService.Catalogue.Content;
using CustomerService.Platform.Localization;

namespace CustomerService.Catalogue.Checking;

/// <summary>What certificates print has only signs that their font has (<see cref="PrintableText"/>): titles of courses and paths, and the academy's
/// names.</summary>
internal sealed class PrintableRule : ICourseRule
{
    public void Check(CourseSource source, ContentFolder content, ProblemLog problems) => Check(source.Course.Title, source.Map, problems);

    /// <summary>The texts outside the courses.</summary>
    public static void Check(ContentFolder content, ProblemLog problems)
    {
        var printed = content.Academy.Paths.Select(p => p.CertificateTitle);
        if (content.Academy.Academy is { } academy)
        {
            printed = printed.Concat([academy.Name, academy.Issuer, academy.SignatoryName, academy.SignatoryTitle]);
        }

        foreach (var text in printed)
        {
            Check(text, content.AcademyMap, problems);
        }
    }

    private static void Check(LocalText text, SourceMap map, ProblemLog problems)
    {
        foreach (var language in Languages.All)
        {
            if (PrintableText.Missing(text.In(language)) is { Count: > 0 } signs)
            {
                problems.Add(map.Of(text, language), Problems.NotPrintable, string.Join(' ', signs));
            }
        }
    }
}
