using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SignOn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ProviderSessions",
                columns: table => new
                {
                    SessionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Provider = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    SubjectKey = table.Column<string>(type: "nvarchar(43)", maxLength: 43, nullable: false),
                    SessionKey = table.Column<string>(type: "nvarchar(43)", maxLength: 43, nullable: true),
                    ProtectedIdToken = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProviderSessions", x => x.SessionId);
                    table.ForeignKey(
                        name: "FK_ProviderSessions_UserSessions_SessionId",
                        column: x => x.SessionId,
                        principalTable: "UserSessions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignOnLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Provider = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    SubjectKey = table.Column<string>(type: "nvarchar(43)", maxLength: 43, nullable: false),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AccountName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    Origin = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    LinkedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignOnLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SignOnLinks_Accounts_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignOnRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Provider = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    SubjectKey = table.Column<string>(type: "nvarchar(43)", maxLength: 43, nullable: false),
                    AccountName = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    GivenName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FamilyName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    IsEmailVerified = table.Column<bool>(type: "bit", nullable: false),
                    PersonnelNumber = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Unit = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Problem = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    CreatedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    LastAskedAtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    AnsweredAtUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    AnsweredById = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    PersonId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignOnRequests", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderSessions_Provider_SessionKey",
                table: "ProviderSessions",
                columns: new[] { "Provider", "SessionKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ProviderSessions_Provider_SubjectKey",
                table: "ProviderSessions",
                columns: new[] { "Provider", "SubjectKey" });

            migrationBuilder.CreateIndex(
                name: "IX_SignOnLinks_PersonId",
                table: "SignOnLinks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SignOnLinks_Provider_SubjectKey",
                table: "SignOnLinks",
                columns: new[] { "Provider", "SubjectKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SignOnRequests_Provider_SubjectKey",
                table: "SignOnRequests",
                columns: new[] { "Provider", "SubjectKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SignOnRequests_State_LastAskedAtUtc_Id",
                table: "SignOnRequests",
                columns: new[] { "State", "LastAskedAtUtc", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProviderSessions");

            migrationBuilder.DropTable(
                name: "SignOnLinks");

            migrationBuilder.DropTable(
                name: "SignOnRequests");
        }
    }
}
