namespace CustomerService.Ui.Layouts;

/// <summary>Marks a page that holds an interactive island made of the grid library: only such a page fetches the library's files.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HasIslandsAttribute : Attribute;
