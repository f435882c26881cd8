using CustomerService.Web.Commands;

return await CommandLine.RunAsync(args);

/// <summary>Entry point; public for the tests' host factory.</summary>
public partial class Program;
