using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ProvenContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Iterations",
                table: "RecoveryCodes",
                type: "int",
                nullable: false,
                defaultValue: 100_000);

            migrationBuilder.AddColumn<byte[]>(
                name: "Salt",
                table: "RecoveryCodes",
                type: "varbinary(16)",
                maxLength: 16,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "EmailProof",
                table: "People",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailProvenAtUtc",
                table: "People",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MobileProof",
                table: "People",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "MobileProvenAtUtc",
                table: "People",
                type: "datetime2",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Iterations",
                table: "RecoveryCodes");

            migrationBuilder.DropColumn(
                name: "Salt",
                table: "RecoveryCodes");

            migrationBuilder.DropColumn(
                name: "EmailProof",
                table: "People");

            migrationBuilder.DropColumn(
                name: "EmailProvenAtUtc",
                table: "People");

            migrationBuilder.DropColumn(
                name: "MobileProof",
                table: "People");

            migrationBuilder.DropColumn(
                name: "MobileProvenAtUtc",
                table: "People");
        }
    }
}
