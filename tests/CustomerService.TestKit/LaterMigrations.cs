using System.Reflection;
using CustomerService.Platform.Persistence;
using CustomerService.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Internal;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(LaterMigrationsStartup))]

namespace CustomerService.TestKit;

/// <summary>Two migrations after the product's own, so that there is always an upgrade to interrupt: a table with many rows, and a
/// change that SQLite can make only by building the table anew.</summary>
public static class LaterMigrations
{
    public const string Table = "20990101000000_LaterTable";
    public const string Column = "20990101000001_LaterColumn";

    /// <summary>Rows of the table, so that its change takes a moment.</summary>
    public const int Rows = 20_000;

    /// <summary>A table that <see cref="Column"/> creates before anything else: where it exists already, the migration fails.</summary>
    public const string Obstacle = "LaterObstacle";

    /// <summary>Adds them to a host that is being built.</summary>
    public static void AddTo(IServiceCollection services) =>
        services.ConfigureDbContext<AppDbContext>(options => options.ReplaceService<IMigrationsAssembly, WithLaterMigrations>());

#pragma warning disable EF1001 // EF has no public way to add migrations of a second assembly.
    private sealed class WithLaterMigrations(
        ICurrentDbContext currentContext, IDbContextOptions options, IMigrationsIdGenerator idGenerator, IDiagnosticsLogger<DbLoggerCategory.Migrations> logger)
        : MigrationsAssembly(currentContext, options, idGenerator, logger)
    {
        public override IReadOnlyDictionary<string, TypeInfo> Migrations => new SortedList<string, TypeInfo>(base.Migrations.ToDictionary(), StringComparer.Ordinal)
        {
            [Table] = typeof(LaterTable).GetTypeInfo(),
            [Column] = typeof(LaterColumn).GetTypeInfo(),
        };
    }
#pragma warning restore EF1001

    [Migration(Table)]
    private sealed class LaterTable : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                "Later",
                table => new { Id = table.Column<int>(nullable: false), Note = table.Column<string>(nullable: true) },
                constraints: table => table.PrimaryKey("PK_Later", row => row.Id));
            migrationBuilder.CreateTable(
                "LaterPart",
                table => new { Id = table.Column<int>(nullable: false), LaterId = table.Column<int>(nullable: false) },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LaterPart", row => row.Id);
                    table.ForeignKey("FK_LaterPart_Later", row => row.LaterId, "Later", "Id", onDelete: ReferentialAction.Cascade);
                });
            migrationBuilder.Sql(
                $"""
                INSERT INTO "Later" ("Id", "Note") WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) SELECT i, NULL FROM n;
                INSERT INTO "LaterPart" ("Id", "LaterId") SELECT "Id", "Id" FROM "Later";
                """);
        }
    }

    [Migration(Column)]
    private sealed class LaterColumn : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(Obstacle, table => new { Id = table.Column<int>(nullable: false) });
            migrationBuilder.AlterColumn<string>("Note", "Later", nullable: false, defaultValue: "", oldNullable: true, oldClrType: typeof(string));
        }

        protected override void BuildTargetModel(ModelBuilder modelBuilder) => modelBuilder.Entity("Later", later =>
        {
            later.Property<int>("Id").ValueGeneratedNever();
            later.Property<string>("Note").IsRequired().HasDefaultValue("");
            later.HasKey("Id");
            later.ToTable("Later");
        });
    }
}

/// <summary>Adds the later migrations to an academy in a process of its own, named in ASPNETCORE_HOSTINGSTARTUPASSEMBLIES.</summary>
public sealed class LaterMigrationsStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(LaterMigrations.AddTo);
}
