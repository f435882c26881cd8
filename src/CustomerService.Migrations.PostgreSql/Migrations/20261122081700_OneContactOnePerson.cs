using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class OneContactOnePerson : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Accounts_NormalizedEmail",
                table: "Accounts");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_PhoneNumber",
                table: "Accounts");

            // Of accounts that shared an e-mail or a mobile number, with which nobody could sign in, the first keeps it.
            migrationBuilder.Sql("""
                UPDATE "Accounts" SET "Email" = NULL, "NormalizedEmail" = NULL
                WHERE EXISTS (SELECT 1 FROM "Accounts" AS earlier WHERE earlier."NormalizedEmail" = "Accounts"."NormalizedEmail" AND earlier."Id" < "Accounts"."Id")
                """);
            migrationBuilder.Sql("""
                UPDATE "Accounts" SET "PhoneNumber" = NULL
                WHERE EXISTS (SELECT 1 FROM "Accounts" AS earlier WHERE earlier."PhoneNumber" = "Accounts"."PhoneNumber" AND earlier."Id" < "Accounts"."Id")
                """);
            migrationBuilder.Sql("""
                UPDATE "People" SET "Email" = LOWER("Email") WHERE "Email" <> LOWER("Email")
                """);

            migrationBuilder.CreateIndex(
                name: "IX_People_Email",
                table: "People",
                column: "Email");

            migrationBuilder.CreateIndex(
                name: "IX_People_Mobile",
                table: "People",
                column: "Mobile");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_OrganisationId_PersonnelNumber",
                table: "Memberships",
                columns: new[] { "OrganisationId", "PersonnelNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NormalizedEmail",
                table: "Accounts",
                column: "NormalizedEmail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_PhoneNumber",
                table: "Accounts",
                column: "PhoneNumber",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_People_Email",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_People_Mobile",
                table: "People");

            migrationBuilder.DropIndex(
                name: "IX_Memberships_OrganisationId_PersonnelNumber",
                table: "Memberships");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_NormalizedEmail",
                table: "Accounts");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_PhoneNumber",
                table: "Accounts");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_NormalizedEmail",
                table: "Accounts",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_PhoneNumber",
                table: "Accounts",
                column: "PhoneNumber");
        }
    }
}
