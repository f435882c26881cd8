using CustomerService.Learning.Assignments;
using CustomerService.Learning.Completions;
using CustomerService.Learning.Courses;
using CustomerService.Learning.Data;
using CustomerService.Learning.Deadlines;
using CustomerService.Learning.Imports;
using CustomerService.Learning.Lessons;
using CustomerService.Learning.Quizzes;
using CustomerService.Learning.Scenarios;
using CustomerService.Learning.Text;
using CustomerService.Learning.Validities;
using CustomerService.People.Access;
using CustomerService.People.Accounts;
using CustomerService.People.Import.Kinds;
using CustomerService.People.Settings;
using CustomerService.Platform;
using CustomerService.Platform.Jobs;
using CustomerService.Platform.Persistence;
using CustomerService.Ui.Controls;
using CustomerService.Ui.Help;
using CustomerService.Ui.Navigation;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerService.Learning;

public static class LearningSetup
{
    /// <summary>Assignments, enrolments, lessons, quiz attempts, completion.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LearningOptions>()
            .Bind(configuration.GetSection(LearningOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<IModelPart, LearningModel>();
        services.AddSingleton<LearnerReads>();
        services.AddSingleton<PersonReads>();
        services.AddSingleton<ValidityCalendar>();
        services.AddSingleton<AttemptSnapshotCache>();
        services.AddSingleton<LearningMetrics>();
        services.AddSingleton<AnswerWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<AnswerWriter>());
        services.AddHostedService<ExpiredAttemptService>();
        services.AddHostedService<AssignmentRepairService>();
        services.AddDailyJob<TellValidity>();
        services.AddScoped<ViewValidity>();
        services.AddScoped<ExpireRevision>();
        services.AddScoped<OpenRenewals>();
        services.AddOutboxHandler<RevisionExpiryRequested, ApplyRevisionExpiry>(oneAtATime: true);

        services.AddSettings(new SettingsEntry(
            DeadlinesForm.Section, () => LearningText.DeadlinesTitle, () => LearningText.DeadlinesLede, IconName.Calendar, 50, SettingsAccess.Programme, () => new DeadlinesForm(), typeof(DeadlinesFields)));
        services.AddScoped<MyLearning>();
        services.AddScoped<MyRecord>();
        services.AddScoped<OpenCourse>();
        services.AddScoped<StartCourse>();
        services.AddScoped<StartRenewal>();
        services.AddScoped<OpenLesson>();
        services.AddScoped<KeepPosition>();
        services.AddScoped<CheckPractice>();
        services.AddScoped<RecordPractice>();
        services.AddScoped<CountActivity>();
        services.AddScoped<FinishLesson>();
        services.AddScoped<OpenScenario>();
        services.AddScoped<ChooseInScenario>();
        services.AddScoped<FinishScenario>();
        services.AddScoped<StartQuiz>();
        services.AddScoped<OpenAttempt>();
        services.AddScoped<SaveAnswer>();
        services.AddScoped<SaveAnswers>();
        services.AddScoped<SubmitQuiz>();
        services.AddScoped<SubmitExpiredAttempts>();
        services.AddScoped<ViewResult>();
        services.AddScoped<RecordCompletion>();
        services.AddScoped<IImportHandler, CompletionsHandler>();
        services.AddScoped<ReleaseAttempt>();
        services.AddScoped<AssignRequired>();
        services.AddScoped<RepairAssignments>();
        services.AddScoped<ApplyRules>();
        services.AddScoped<SaveRule>();
        services.AddScoped<ViewRules>();
        services.AddScoped<PreviewRule>();
        services.AddScoped<EndRule>();
        services.AddScoped<ExemptFromCourse>();
        services.AddScoped<ExtendDueDate>();
        services.AddScoped<EndAdjustment>();
        services.AddScoped<RecogniseLearning>();
        services.AddScoped<WithdrawRecognition>();
        services.AddOutboxHandler<RuleToApply, ApplyRules>();
        services.AddOutboxHandler<RulesToApply, ApplyRules>();
        services.AddOutboxHandler<PersonToMatch, ApplyRules>();
        services.AddHelp(typeof(LearningSetup).Assembly);
        services.AddNavigation(
            new NavigationEntry(NavigationArea.Learner, LearningRoutes.MyLearning, () => LearningText.MyLearning, IconName.Book, 10, _ => true),
            new NavigationEntry(NavigationArea.Learner, LearningRoutes.Record, () => LearningText.TrainingRecord, IconName.List, 40, _ => true),
            new NavigationEntry(NavigationArea.Office, LearningRoutes.Validity, () => LearningText.ValidityTitle, IconName.Certificate, 55, person => person.HasRoleThat(r => r.RunsAcademy)),
            new NavigationEntry(NavigationArea.Office, LearningRoutes.Rules, () => AssignmentText.Title, IconName.Flag, 50, person => person.HasRoleThat(r => r.RunsAcademy)));
        services.AddNavigationTarget(NavigationTarget.AssignCourses, LearningRoutes.NewRuleFor);
        services.AddNavigationTarget(NavigationTarget.Lesson, key => LearningRoutes.Lesson(key.CourseId, key.LessonId));
        return services;
    }

    public static IEndpointRouteBuilder MapLearning(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapLearningEndpoints();
        return endpoints;
    }
}
