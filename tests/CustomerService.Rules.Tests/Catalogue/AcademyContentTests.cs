using CustomerService.Catalogue.Check;
using CustomerService.Catalogue.Content;
using CustomerService.Platform.Text;
using CustomerService.TestKit;

namespace CustomerService.Rules.Tests.Catalogue;

/// <summary>The academy's own content keeps every rule.</summary>
public sealed class AcademyContentTests
{
    [Fact]
    public void The_content_of_the_repository_has_no_errors()
    {
        var content = ContentReader.Read(Repository.PathOf("content"));
        Assert.NotEmpty(content.Courses);
        Assert.Empty(ContentChecker.Check(content).Where(p => p.Severity == Severity.Error).Select(p => p.Line(Language.English)));
        Assert.InRange(content.Academy.Standards.Count, 25, int.MaxValue);
    }
}
