using CustomerService.Platform.Persistence;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace CustomerService.Providers.Tests.Data;

/// <summary>What the academy adds to a connection string that says nothing about it.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public void A_node_opens_thirty_connections_at_most_and_waits_five_seconds_for_one()
    {
        var postgreSql = PostgreSql("Host=db.example;Database=academy");
        var sqlServer = SqlServer("Server=db.example;Database=academy");

        Assert.Equal((30, 5), (postgreSql.MaxPoolSize, postgreSql.Timeout));
        Assert.Equal((30, 5), (sqlServer.MaxPoolSize, sqlServer.ConnectTimeout));
    }

    [Fact]
    public void The_setting_counts_where_the_string_is_silent()
    {
        Assert.Equal(12, PostgreSql("Host=db.example;Database=academy", 12).MaxPoolSize);
        Assert.Equal(12, SqlServer("Server=db.example;Database=academy", 12).MaxPoolSize);
    }

    [Fact]
    public void A_statement_takes_ten_seconds_at_most_where_neither_setting_nor_string_says_otherwise()
    {
        Assert.Equal((10, 10), (PostgreSql("Host=db.example;Database=academy").CommandTimeout, SqlServer("Server=db.example;Database=academy").CommandTimeout));
        Assert.Equal((45, 45), (
            PostgreSql("Host=db.example;Database=academy;Command Timeout=45").CommandTimeout, SqlServer("Server=db.example;Database=academy;command timeout=45").CommandTimeout));
        var slower = new DatabaseOptions { ConnectionString = "Database=academy", CommandSeconds = 25 };
        Assert.Equal(25, new NpgsqlConnectionStringBuilder(ConnectionStrings.PostgreSql(slower)).CommandTimeout);
        Assert.Equal(25, new SqlConnectionStringBuilder(ConnectionStrings.SqlServer(slower)).CommandTimeout);
    }

    [Theory]
    [InlineData("Maximum Pool Size=77;Timeout=9")]
    [InlineData("maxpoolsize=77;timeout=9")]
    public void What_the_string_says_counts_on_PostgreSQL(string said)
    {
        var connection = PostgreSql("Host=db.example;Database=academy;" + said, 12);

        Assert.Equal((77, 9), (connection.MaxPoolSize, connection.Timeout));
    }

    [Theory]
    [InlineData("Max Pool Size=77;Connect Timeout=9")]
    [InlineData("max pool size=77;Connection Timeout=9")]
    [InlineData("Max Pool Size=77;Timeout=9")]
    public void What_the_string_says_counts_on_SQL_Server(string said)
    {
        var connection = SqlServer("Server=db.example;Database=academy;" + said, 12);

        Assert.Equal((77, 9), (connection.MaxPoolSize, connection.ConnectTimeout));
    }

    private static NpgsqlConnectionStringBuilder PostgreSql(string said, int most = 30) =>
        new(ConnectionStrings.PostgreSql(new DatabaseOptions { ConnectionString = said, MaxConnections = most }));

    private static SqlConnectionStringBuilder SqlServer(string said, int most = 30) =>
        new(ConnectionStrings.SqlServer(new DatabaseOptions { ConnectionString = said, MaxConnections = most }));
}
