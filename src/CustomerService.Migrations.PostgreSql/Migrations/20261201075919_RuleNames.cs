using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class RuleNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Name_En",
                table: "AssignmentRules",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Name_Fa",
                table: "AssignmentRules",
                type: "character varying(300)",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            // Whoever wrote a name before wrote one for both.
            migrationBuilder.Sql(@"UPDATE ""AssignmentRules"" SET ""Name_Fa"" = ""Name"", ""Name_En"" = ""Name"";");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "AssignmentRules");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "AssignmentRules",
                type: "character varying(120)",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(@"UPDATE ""AssignmentRules"" SET ""Name"" = LEFT(""Name_Fa"", 120);");

            migrationBuilder.DropColumn(
                name: "Name_En",
                table: "AssignmentRules");

            migrationBuilder.DropColumn(
                name: "Name_Fa",
                table: "AssignmentRules");
        }
    }
}
