// A real provider of OpenID Connect for the tests (npm oidc-provider), on loopback with a free port.
// node provider.mjs '{"redirect": "…", "signedOut": "…", "clientId": "…", "clientSecret": "…"}'
// Prints "ready PORT". Beside the protocol: POST /test/accounts/ID keeps the claims of an account, GET /test/logout-tokens gives and forgets
// the tokens of back-channel log-outs. /interaction/UID?account=ID&amr=pwd,mfa signs an account in, as its login form would.
// The tests' parent closes stdin when it ends, however it ends; then this process ends too.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const settings = JSON.parse(process.argv[2]);
const accounts = new Map();
let logoutTokens = [];

async function read(request) {
    let text = '';
    for await (const part of request) {
        text += part;
    }

    return text;
}

const server = createServer();
server.listen(0, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${server.address().port}`;
    const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
    const provider = new Provider(address, {
        clients: [{
            client_id: settings.clientId,
            client_secret: settings.clientSecret,
            token_endpoint_auth_method: 'client_secret_post',
            redirect_uris: [settings.redirect],
            post_logout_redirect_uris: [settings.signedOut],
            backchannel_logout_uri: `${address}/test/logout-tokens`,
            backchannel_logout_session_required: true,
        }],
        jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'test' }] },
        cookies: { keys: ['only for tests'] },
        claims: {
            openid: ['sub', 'acr', 'amr'],
            profile: ['name', 'given_name', 'family_name', 'preferred_username', 'locale', 'department', 'employee_number', 'groups', 'roles', 'status'],
            email: ['email', 'email_verified'],
        },
        features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
        interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
        findAccount: (_, id) => accounts.has(id) ? { accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) } : undefined,
        // Nobody is asked for consent: the client is the organisation's own.
        loadExistingGrant: async context => {
            const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
            grant.addOIDCScope('openid profile email');
            await grant.save();
            return grant;
        },
        // The library's dispatcher refuses addresses of this machine, and the only one that is called is ours.
        fetch: (url, { dispatcher, ...options }) => fetch(url, options),
    });
    provider.on('backchannel.error', (_, error) => console.error(error));
    const answer = provider.callback();
    server.on('request', async (request, response) => {
        const url = new URL(request.url, address);
        if (url.pathname === '/test/logout-tokens' && request.method === 'POST') {
            logoutTokens.push(new URLSearchParams(await read(request)).get('logout_token'));
            response.end();
        } else if (url.pathname === '/test/logout-tokens') {
            response.end(JSON.stringify(logoutTokens));
            logoutTokens = [];
        } else if (url.pathname.startsWith('/test/accounts/')) {
            accounts.set(decodeURIComponent(url.pathname.slice('/test/accounts/'.length)), JSON.parse(await read(request)));
            response.end();
        } else if (url.pathname.startsWith('/interaction/')) {
            await provider.interactionFinished(request, response, { login: { accountId: url.searchParams.get('account'), amr: url.searchParams.get('amr')?.split(',') } });
        } else {
            answer(request, response);
        }
    });
    console.log(`ready ${server.address().port}`);
});

process.stdin.resume();
process.stdin.on('end', () => process.exit());
