using CustomerService.Learning.Rules;
using CustomerService.People.Rules.Imports;

namespace CustomerService.Rules.Tests.Learning;

/// <summary>Rows of completions of another system.</summary>
public sealed class CompletionRowTests
{
    private static readonly ImportableCourse[] Courses =
    [
        new("C01", Guid.CreateVersion7(), new("خدمت به مشتری", "Serving customers"), 12), new("C02", Guid.CreateVersion7(), new("شکایت‌ها", "Complaints"), null),
        new("C03", Guid.CreateVersion7(), new("شکایت‌ها", "Complaints again"), null),
    ];

    private static readonly DateOnly Today = new(2026, 12, 1);

    [Theory]
    [InlineData("c01", "1404/12/29", "۸۵٪")]
    [InlineData("خدمت به‌مشتري", "2026-03-20", "85")]
    [InlineData(" Serving Customers ", "۲۰۲۶/۰۳/۲۰", "84.6")]
    public void A_course_is_found_by_id_or_title_and_the_day_is_read_in_both_calendars(string course, string day, string score)
    {
        var row = Row(course, day, score, "A-1", "انستیتو");
        Assert.Empty(row.Errors);
        Assert.Equal(("C01", new DateOnly(2026, 3, 20), 85, "A-1", "انستیتو"), (row.Course!.Id, row.Day!.Value, row.Percent!.Value, row.Number, row.Reference));
    }

    [Theory]
    [InlineData("C09", "1404/12/29", "", "import.course-unknown")]
    [InlineData("", "1404/12/29", "", "import.course-unknown")]
    [InlineData("شکایت‌ها", "1404/12/29", "", "import.course-unclear")]
    [InlineData("C02", "", "", "import.date-missing")]
    [InlineData("C02", "دیروز", "", "import.date-invalid")]
    [InlineData("C02", "1405/12/01", "", "import.day-in-future")]
    [InlineData("C02", "1404/12/29", "101", "import.score-invalid")]
    [InlineData("C02", "1404/12/29", "خوب", "import.score-invalid")]
    public void What_cannot_be_read_is_told(string course, string day, string score, string code) => Assert.Equal([code], Row(course, day, score, "", "").Errors.Select(e => e.Code));

    [Fact]
    public void A_score_may_be_missing_and_a_number_must_fit()
    {
        Assert.Null(Row("C01", "1404/12/29", "-", "", "").Percent);
        Assert.Equal("import.value-too-long", Row("C01", "1404/12/29", "", new string('1', CompletionRow.LongestNumber + 1), "").Errors.Single().Code);
    }

    [Fact]
    public void A_past_enrolment_comes_before_what_is_current_and_after_what_is_older()
    {
        DateTime Day(int day) => new(2026, 1, day, 0, 0, 0, DateTimeKind.Utc);
        Assert.Equal(1, KnownEnrolment.NumberOf(Day(5), []));
        Assert.Equal(2, KnownEnrolment.NumberOf(Day(5), [new(1, Day(1), Day(2))]));
        Assert.Equal(0, KnownEnrolment.NumberOf(Day(5), [new(1, Day(1), Day(9))]));
        Assert.Equal(0, KnownEnrolment.NumberOf(Day(5), [new(1, Day(1), null)]));
        Assert.Equal(-1, KnownEnrolment.NumberOf(Day(5), [new(0, Day(1), Day(2)), new(1, Day(1), null)]));
    }

    [Fact]
    public void Columns_of_person_course_and_day_are_needed()
    {
        Assert.Equal(new ImportCompletionColumnsMissing(), new ImportColumns([ImportField.Course, ImportField.CompletedOn]).Check(ImportKind.Completions).Refusal);
        Assert.Equal(new ImportCompletionColumnsMissing(), new ImportColumns([ImportField.PersonnelNumber, ImportField.Course]).Check(ImportKind.Completions).Refusal);
        Assert.True(new ImportColumns([ImportField.Email, ImportField.Course, ImportField.CompletedOn]).Check(ImportKind.Completions).Succeeded);
        Assert.Equal(
            [ImportField.PersonnelNumber, ImportField.Course, ImportField.CompletedOn, ImportField.Score, ImportField.ExternalNumber],
            ImportColumns.Guess(ImportKind.Completions, ["کد پرسنلی", "نام دوره", "تاریخ گواهی", "نمره", "شماره گواهینامه"]).Fields);
    }

    private static CompletionRow Row(string course, string day, string score, string number, string reference) => CompletionRow.Read(
        new([ImportField.Course, ImportField.CompletedOn, ImportField.Score, ImportField.ExternalNumber, ImportField.Reference]), [course, day, score, number, reference], Courses, Today);
}
