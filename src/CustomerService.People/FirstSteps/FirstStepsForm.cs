namespace CustomerService.People.FirstSteps;

/// <summary>Puts the check-list away; nothing is typed.</summary>
public sealed class FirstStepsForm;
