using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Validity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsRefresher",
                table: "Enrolments",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "RenewalOpenedAtUtc",
                table: "Completions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Told",
                table: "Completions",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<DateTime>(
                name: "ValidUntilUtc",
                table: "Completions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ShortenedToUtc",
                table: "Certificates",
                type: "TEXT",
                nullable: true);

            // What was completed before counts as long as its certificate says: both are computed from the same months and the same day.
            migrationBuilder.Sql("""
                UPDATE "Completions" SET "ValidUntilUtc" = (SELECT MIN(c."ExpiresAtUtc") FROM "Certificates" AS c WHERE c."CompletionId" = "Completions"."Id" AND c."Kind" = 'Course');
                """);

            migrationBuilder.CreateTable(
                name: "JobRuns",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    ThroughUtc = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRuns", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "RevisionExpiries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CourseId = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    RevisionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    EndsAtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ActorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    People = table.Column<int>(type: "INTEGER", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    FinishedAtUtc = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RevisionExpiries", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Completions_CourseId_RevisionId",
                table: "Completions",
                columns: new[] { "CourseId", "RevisionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Completions_ValidUntilUtc",
                table: "Completions",
                column: "ValidUntilUtc");

            migrationBuilder.CreateIndex(
                name: "IX_RevisionExpiries_CourseId_AtUtc",
                table: "RevisionExpiries",
                columns: new[] { "CourseId", "AtUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "JobRuns");

            migrationBuilder.DropTable(
                name: "RevisionExpiries");

            migrationBuilder.DropIndex(
                name: "IX_Completions_CourseId_RevisionId",
                table: "Completions");

            migrationBuilder.DropIndex(
                name: "IX_Completions_ValidUntilUtc",
                table: "Completions");

            migrationBuilder.DropColumn(
                name: "IsRefresher",
                table: "Enrolments");

            migrationBuilder.DropColumn(
                name: "RenewalOpenedAtUtc",
                table: "Completions");

            migrationBuilder.DropColumn(
                name: "Told",
                table: "Completions");

            migrationBuilder.DropColumn(
                name: "ValidUntilUtc",
                table: "Completions");

            migrationBuilder.DropColumn(
                name: "ShortenedToUtc",
                table: "Certificates");
        }
    }
}
