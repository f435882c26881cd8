using System.Text.RegularExpressions;
using CustomerService.Catalogue.Items;
using CustomerService.Catalogue.Rules;
using CustomerService.Learning.Items;
using CustomerService.TestKit;

namespace CustomerService.App.Tests.Structure;

/// <summary>A question type is referenced only in its folders and the two lists, so that adding one changes nothing else.</summary>
public sealed class QuestionTypeTests
{
    [Fact]
    public void Only_the_folders_of_the_types_know_them()
    {
        var names = ItemFormats.Classes.Values.Concat(ItemTypes.All.Select(t => t.ResponseKind.Class))
            .SelectMany(c => new[] { c, c.BaseType! }).Where(c => c != typeof(Item) && c != typeof(CustomerService.Learning.Rules.Response))
            .Select(c => c.Name).Distinct();
        var known = new Regex($@"\b({string.Join('|', names)})\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        var strays = Directory.EnumerateFiles(Repository.PathOf("src"), "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .Select(f => f.Replace('\\', '/'))
            .Where(f => !f.Contains("/Items/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Where(f => known.IsMatch(File.ReadAllText(f)));
        Assert.Empty(strays);
    }
}
