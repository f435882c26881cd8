using CustomerService.Certificates.Rules;
using CustomerService.Certificates.Text;

namespace CustomerService.Certificates.Viewing;

internal static class CertificateStateTexts
{
    /// <summary>One-word badge text.</summary>
    public static string In(this CertificateState state) => state switch
    {
        CertificateState.Valid => CertificatesText.StateValid,
        CertificateState.Expired => CertificatesText.StateExpired,
        CertificateState.Superseded => CertificatesText.StateSuperseded,
        CertificateState.Revoked => CertificatesText.StateRevoked,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a certificate."),
    };

    public static string In(this PrintState state) => state switch
    {
        PrintState.Waiting => CertificatesText.PrintWaiting,
        PrintState.Running => CertificatesText.PrintRunning,
        PrintState.Ready => CertificatesText.PrintReady,
        PrintState.Failed => CertificatesText.PrintFailedState,
        PrintState.Expired => CertificatesText.PrintExpired,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a print."),
    };
}
