namespace CustomerService.Platform.Persistence;

/// <summary>What the operator asked of the command line cannot be done as things are. The message is for the operator: one sentence that says what is
/// wrong and what to change. The command line writes it to the error stream and ends with code 1, without a stack trace.</summary>
public class OperatorActionRequiredException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The academy cannot start as it is configured.</summary>
public class StartRefusedException(string message, Exception? inner = null) : OperatorActionRequiredException(message, inner);

/// <summary>The database was not created by this version's migrations. The message tells the operator how to start afresh.</summary>
public sealed class UnknownDatabaseException(string migration) : StartRefusedException(
    $"This database was made by another version of the academy (its migration {migration} is not known here): start that version, "
    + "or begin anew with an empty database (SQLite: move academy-data/academy.db away; otherwise name another in Database:ConnectionString).");
