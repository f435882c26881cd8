// The browser's part of a passkey ceremony (WebAuthn). The form is shown only where the browser can do it.
const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));
const encode = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => list?.map((credential) => ({ ...credential, id: decode(credential.id) }));

function create(options) {
  return navigator.credentials.create({
    publicKey: { ...options, challenge: decode(options.challenge), user: { ...options.user, id: decode(options.user.id) }, excludeCredentials: known(options.excludeCredentials) },
  });
}

function get(options) {
  return navigator.credentials.get({ publicKey: { ...options, challenge: decode(options.challenge), allowCredentials: known(options.allowCredentials) } });
}

function asJson(credential) {
  const { response } = credential;
  const part = (name) => (response[name] ? { [name]: encode(response[name]) } : {});
  return JSON.stringify({
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      ...part("clientDataJSON"), ...part("attestationObject"), ...part("authenticatorData"), ...part("signature"), ...part("userHandle"),
      ...(response.getTransports ? { transports: response.getTransports() } : {}),
    },
  });
}

// Asked for at the moment of use, since it is good for minutes only. Registration sends the form along: it asks for the password.
function ask(form) {
  const registers = form.dataset.passkey === "create";
  return fetch(form.dataset.challenge, registers ? { method: "POST", body: new URLSearchParams(new FormData(form)) } : { cache: "no-store" });
}

export function attach(form) {
  if (!window.PublicKeyCredential) return;
  form.hidden = false;
  for (const part of form.parentElement.querySelectorAll("[data-passkey-missing]")) part.hidden = true;
  const message = form.querySelector("[data-passkey-message]");
  const button = form.querySelector("button:not([type=button])");
  const say = (text) => {
    message.querySelector("span").textContent = text;
    message.hidden = !text;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    say("");
    try {
      const answer = await ask(form);
      const challenge = await answer.json();
      if (!answer.ok) {
        say(challenge.message);
        return;
      }
      const credential = await (form.dataset.passkey === "create" ? create : get)(challenge.options);
      form.elements["Input.State"].value = challenge.state;
      form.elements["Input.Credential"].value = asJson(credential);
      if (form.elements["Input.Password"]) form.elements["Input.Password"].value = "";
      form.submit();
    } catch (error) {
      say(error.name === "InvalidStateError" ? form.dataset.known : form.dataset.failed);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}
