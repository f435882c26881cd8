// A real SMTP server for the tests (npm smtp-server), on loopback with a free port, with STARTTLS and sign-in.
// node server.mjs '{"key": "PEM", "cert": "PEM", "user": "…", "password": "…"}'
// Prints "ready SMTP-PORT HTTP-PORT". Beside the protocol: POST /test/mode {"mode": "take" | "refuse" | "defer" | "drop" | "hang"} says what happens to
// mails from now on, GET /test/mails gives those taken, GET /test/tries how many were begun.
// The tests' parent closes stdin when it ends, however it ends; then this process ends too.
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';

const settings = JSON.parse(process.argv[2]);
const mails = [];
let mode = 'take';
let tries = 0;

const reply = (code, text) => Object.assign(new Error(text), { responseCode: code });

const smtp = new SMTPServer({
    key: settings.key,
    cert: settings.cert,
    authOptional: false,
    logger: false,
    onAuth(auth, session, callback) {
        if (auth.username !== settings.user || auth.password !== settings.password) {
            callback(reply(535, '5.7.8 Authentication failed'));
            return;
        }

        callback(null, { user: auth.username });
    },
    onRcptTo(address, session, callback) {
        tries += 1;
        switch (mode) {
            case 'refuse':
                callback(reply(550, `5.1.1 <${address.address}> no such user`));
                break;
            case 'defer':
                callback(reply(451, '4.3.0 try again later'));
                break;
            case 'hang':
                break;
            default:
                callback();
        }
    },
    onData(stream, session, callback) {
        const parts = [];
        stream.on('data', part => parts.push(part));
        stream.on('end', () => {
            if (mode === 'drop') {
                smtp.connections.forEach(connection => connection._socket.destroy());
                return;
            }

            mails.push({
                to: session.envelope.rcptTo.map(a => a.address), from: session.envelope.mailFrom.address, secure: session.secure, user: session.user,
                raw: Buffer.concat(parts).toString('base64'),
            });
            callback(null, '2.0.0 taken');
        });
    },
});
smtp.on('error', () => {});

const control = createServer(async (request, response) => {
    let text = '';
    for await (const part of request) {
        text += part;
    }

    if (request.method === 'POST') {
        mode = JSON.parse(text).mode;
        if (mode !== 'hang') {
            smtp.connections.forEach(connection => connection._socket.destroy());
        }
    }

    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/test/tries' ? tries : mails));
});

smtp.listen(0, '127.0.0.1', () => control.listen(0, '127.0.0.1', () => console.log(`ready ${smtp.server.address().port} ${control.address().port}`)));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
