using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CustomerService.Migrations.Sqlite.Migrations
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 100_000);

            migrationBuilder.AddColumn<byte[]>(
                name: "Salt",
                table: "RecoveryCodes",
                type: "BLOB",
                maxLength: 16,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "EmailProof",
                table: "People",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "EmailProvenAtUtc",
                table: "People",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "MobileProof",
                table: "People",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "MobileProvenAtUtc",
                table: "People",
                type: "TEXT",
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
