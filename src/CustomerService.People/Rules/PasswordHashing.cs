namespace CustomerService.People.Rules;

/// <summary>How slowly what people type is hashed.</summary>
public static class PasswordHashing
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512: as many as OWASP's Application Security Verification Standard 5.0.0 asks for (11.4.2, appendix C).</summary>
    public const int Iterations = 210_000;
}
