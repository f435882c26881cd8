using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using CustomerService.Certificates.Viewing;
using CustomerService.TestKit;
using CustomerService.Ui.Forms;
using CustomerService.Web;

namespace CustomerService.App.Tests.Structure;

/// <summary>Models of forms.</summary>
public sealed class FormModelTests
{
    /// <summary>Forms whose use case refuses what is too long, with a text of its own.</summary>
    private static readonly Type[] Refused = [typeof(ReissueForm)];

    [Fact]
    public void Every_text_field_says_in_the_readers_language_how_long_it_may_be()
    {
        var forms = PageAssemblies.All.SelectMany(a => a.GetTypes()).Where(t => t is { IsClass: true, IsAbstract: false } && t.Name.EndsWith("Form", StringComparison.Ordinal)
            && t.GetConstructor(Type.EmptyTypes) is not null && !t.IsSubclassOf(typeof(Microsoft.AspNetCore.Components.ComponentBase))).Except(Refused).ToList();

        Assert.True(forms.Count >= 12, $"{forms.Count} forms");
        Assert.Empty(forms.SelectMany(f => f.GetProperties()).Where(p => p.PropertyType == typeof(string) && p.CanWrite && p.GetCustomAttribute<LongestAttribute>() is null)
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));
        Assert.Empty(forms.SelectMany(f => f.GetProperties()).Where(p => p.GetCustomAttributes<StringLengthAttribute>().Any() || p.GetCustomAttributes<MaxLengthAttribute>().Any())
            .Select(p => $"{p.DeclaringType!.Name}.{p.Name} has an English message"));
    }

    /// <summary>A page that refuses a form shows what was typed again, but no field whose name says that it is secret.</summary>
    [Fact]
    public void Every_password_field_says_in_its_name_that_it_is_one()
    {
        var fields = Directory.EnumerateFiles(Repository.PathOf("src"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "<PasswordInput @bind-Value=\"([^\"]+)\"").Select(m => m.Groups[1].Value)).ToList();

        Assert.True(fields.Count >= 8, $"{fields.Count} fields");
        Assert.All(fields, field => Assert.Contains("password", field, StringComparison.OrdinalIgnoreCase));
    }
}
