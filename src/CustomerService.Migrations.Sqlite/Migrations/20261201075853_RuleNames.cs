using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.Sqlite.Migrations
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
                type: "TEXT",
                maxLength: 300,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Name_Fa",
                table: "AssignmentRules",
                type: "TEXT",
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
                type: "TEXT",
                maxLength: 120,
                nullable: false,
                defaultValue: "");

            migrationBuilder.Sql(@"UPDATE ""AssignmentRules"" SET ""Name"" = ""Name_Fa"";");

            migrationBuilder.DropColumn(
                name: "Name_En",
                table: "AssignmentRules");

            migrationBuilder.DropColumn(
                name: "Name_Fa",
                table: "AssignmentRules");
        }
    }
}
