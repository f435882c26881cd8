using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AssignmentRules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ReleasedAtUtc",
                table: "Assignments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AssignmentRules",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: true),
                    UnitId = table.Column<Guid>(type: "uuid", nullable: true),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    JoinedSince = table.Column<DateOnly>(type: "date", nullable: true),
                    CompletedCourseId = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ListsPeople = table.Column<bool>(type: "boolean", nullable: false),
                    CourseId = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    PathId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    DelayDays = table.Column<int>(type: "integer", nullable: false),
                    OnWorkingDays = table.Column<bool>(type: "boolean", nullable: false),
                    Due = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DueDays = table.Column<int>(type: "integer", nullable: true),
                    CreatedBy = table.Column<Guid>(type: "uuid", nullable: false),
                    CreatedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AppliedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssignmentRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssignmentRules_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AssignmentRules_People_CreatedBy",
                        column: x => x.CreatedBy,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AssignmentRules_Units_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Units",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AssignmentCauses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    CourseId = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    RuleId = table.Column<Guid>(type: "uuid", nullable: true),
                    PathId = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    BeganAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssignmentCauses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssignmentCauses_AssignmentRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "AssignmentRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AssignmentCauses_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AssignmentRulePeople",
                columns: table => new
                {
                    RuleId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    AddedAtUtc = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssignmentRulePeople", x => new { x.RuleId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_AssignmentRulePeople_AssignmentRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "AssignmentRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AssignmentRulePeople_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentCauses_CourseId_Audience",
                table: "AssignmentCauses",
                columns: new[] { "CourseId", "Audience" });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentCauses_PersonId_CourseId",
                table: "AssignmentCauses",
                columns: new[] { "PersonId", "CourseId" });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentCauses_RuleId_CourseId_PersonId",
                table: "AssignmentCauses",
                columns: new[] { "RuleId", "CourseId", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentRulePeople_PersonId",
                table: "AssignmentRulePeople",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentRules_CreatedBy",
                table: "AssignmentRules",
                column: "CreatedBy");

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentRules_OrganisationId",
                table: "AssignmentRules",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentRules_State_Id",
                table: "AssignmentRules",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AssignmentRules_UnitId",
                table: "AssignmentRules",
                column: "UnitId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AssignmentCauses");

            migrationBuilder.DropTable(
                name: "AssignmentRulePeople");

            migrationBuilder.DropTable(
                name: "AssignmentRules");

            migrationBuilder.DropColumn(
                name: "ReleasedAtUtc",
                table: "Assignments");
        }
    }
}
