using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class WorkAndTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Passed",
                table: "ScenarioRuns",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "TriedPractice",
                table: "LessonProgress",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Page",
                table: "AttemptAnswers",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PageOrder",
                table: "AttemptAnswers",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ActiveDays",
                columns: table => new
                {
                    EnrolmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Seconds = table.Column<int>(type: "integer", nullable: false),
                    LastAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActiveDays", x => new { x.EnrolmentId, x.Day });
                    table.ForeignKey(
                        name: "FK_ActiveDays_Enrolments_EnrolmentId",
                        column: x => x.EnrolmentId,
                        principalTable: "Enrolments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ActiveDays");

            migrationBuilder.DropColumn(
                name: "Passed",
                table: "ScenarioRuns");

            migrationBuilder.DropColumn(
                name: "TriedPractice",
                table: "LessonProgress");

            migrationBuilder.DropColumn(
                name: "Page",
                table: "AttemptAnswers");

            migrationBuilder.DropColumn(
                name: "PageOrder",
                table: "AttemptAnswers");
        }
    }
}
