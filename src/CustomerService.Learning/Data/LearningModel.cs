using CustomerService.Learning.Rules;
using CustomerService.People.Rules;
using CustomerService.Platform.Localization;
using CustomerService.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CustomerService.Learning.Data;

internal sealed class LearningModel : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<Assignment>(e =>
        {
            e.ToTable("Assignments");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.CourseId).HasMaxLength(20);
            e.HasIndex(a => new { a.PersonId, a.CourseId }).IsUnique();
            e.HasIndex(a => new { a.CourseId, a.DueAtUtc });
            e.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Enrolment>(e =>
        {
            e.ToTable("Enrolments");
            e.Property(n => n.Id).ValueGeneratedNever();
            e.Property(n => n.CourseId).HasMaxLength(20);
            e.Property(n => n.PositionStep).HasMaxLength(40);
            e.Property(n => n.PositionAnchor).HasMaxLength(Enrolment.MaxAnchorLength);
            e.HasIndex(n => new { n.PersonId, n.CourseId, n.Number }).IsUnique();
            e.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<LessonProgress>(e =>
        {
            e.ToTable("LessonProgress");
            e.HasKey(p => new { p.EnrolmentId, p.LessonId });
            e.Property(p => p.LessonId).HasMaxLength(20);
            e.Property(p => p.AtWorkPlan).HasMaxLength(LessonProgress.MaxPlanLength);
            e.HasOne<Enrolment>().WithMany().HasForeignKey(p => p.EnrolmentId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<ScenarioRun>(e =>
        {
            e.ToTable("ScenarioRuns");
            e.Property(r => r.Id).ValueGeneratedNever();
            e.Property(r => r.ScenarioId).HasMaxLength(20);
            e.Property(r => r.Path).HasMaxLength(ScenarioPlay.MaxPathLength);
            e.Property(r => r.BestShare).HasPrecision(5, 4);
            e.HasIndex(r => new { r.EnrolmentId, r.ScenarioId });
            e.HasOne<Enrolment>().WithMany().HasForeignKey(r => r.EnrolmentId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<QuizAttempt>(e =>
        {
            e.ToTable("QuizAttempts");
            e.Property(a => a.Id).ValueGeneratedNever();
            e.Property(a => a.Language).HasMaxLength(2);
            e.Property(a => a.Points).HasPrecision(9, 4);
            e.Property(a => a.MaxPoints).HasPrecision(9, 4);
            e.HasIndex(a => new { a.EnrolmentId, a.Number }).IsUnique();
            e.HasIndex(a => new { a.State, a.DeadlineAtUtc });
            e.HasIndex(a => a.PersonId);
            e.HasOne<Enrolment>().WithMany().HasForeignKey(a => a.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<AttemptAnswer>(e =>
        {
            e.ToTable("AttemptAnswers");
            e.HasKey(a => new { a.AttemptId, a.ItemId });
            e.Property(a => a.ItemId).HasMaxLength(40);
            e.Property(a => a.Response).HasMaxLength(Response.MaxLength);
            e.HasOne<QuizAttempt>().WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Completion>(e =>
        {
            e.ToTable("Completions");
            e.Property(c => c.Id).ValueGeneratedNever();
            e.Property(c => c.CourseId).HasMaxLength(20);
            e.HasIndex(c => new { c.PersonId, c.CourseId });
            e.HasIndex(c => c.EnrolmentId).IsUnique();
            e.HasIndex(c => c.CompletedAtUtc);
            e.HasOne<Enrolment>().WithMany().HasForeignKey(c => c.EnrolmentId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
