using CustomerService.Web.Commands;

return await CommandLine.RunAsync(args);

/// <summary>Entry point; public for the test host factory.</summary>
public partial class Program;
