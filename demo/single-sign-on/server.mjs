/**
 * A site with users of its own, who comment under their names there and never sign in a second time. It needs nothing but Node:
 *
 *     npm start                                   # the comments, on port 8787
 *     node demo/single-sign-on/server.mjs         # this site, on port 8790
 *
 * Three things make it: a key, whose public half the comments fetch at `/keys` (`diwan.json` tells them so); `/token`, which says in a signed
 * token who is signed in here; and `page.js`, which hands it to `<diwan-comments>`. Everything else is what a site has anyhow.
 */
import { generateKeyPairSync, randomBytes, scryptSync, sign, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8790);
const address = `http://127.0.0.1:${port}`;
/** Where the comments are, and what they call this site: its first origin in DIWAN_SITES, or `local` on a trial server. */
const comments = process.env.DIWAN_SERVER ?? 'http://127.0.0.1:8787';
const audience = process.env.DIWAN_SITE ?? 'local';

// A real site keeps its key. This one makes another at each start, and gives it a name by which the comments see that it is new.
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const kid = randomBytes(8).toString('base64url');

/** The site's users. */
const users = new Map([
  ['zin', user('1001', 'Zîn', 'zin@site.example')],
  ['mem', user('1002', 'Memê Alan', 'mem@site.example')],
]);

/** Who is signed in on this site, by the cookie. */
const sessions = new Map();

/** Each signs in with the password `demo`. */
function user(id, name, email) {
  const salt = randomBytes(16);
  return { id, name, email, salt, password: scryptSync('demo', salt, 32) };
}

/**
 * A token for the comments (RFC 7519): who it is (`sub`, which never changes), what they are called, for whom it is, and that it is good for two
 * minutes and one use. The address is taken over where the site has confirmed it.
 */
function tokenFor({ id, name, email }) {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: address, aud: audience, sub: id, name, email, email_verified: true, iat: now, exp: now + 120, jti: randomBytes(16).toString('base64url') };
  const signed = [{ alg: 'EdDSA', typ: 'JWT', kid }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
}

const routes = {
  'GET /': (request, response) => answer(response, 200, 'text/html; charset=utf-8', page(signedIn(request))),
  'GET /page.js': (_request, response) => answer(response, 200, 'text/javascript; charset=utf-8', readFileSync(new URL('page.js', import.meta.url))),
  'GET /keys': (_request, response) => answer(response, 200, 'application/json', JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' }] })),

  // Only this site's own pages may ask: a browser tells who does, and no header lets another origin read the answer.
  'GET /token': (request, response) => {
    const from = request.headers['sec-fetch-site'];
    if (from !== undefined && from !== 'same-origin') return answer(response, 403, 'text/plain', '');
    const who = signedIn(request);
    return who ? answer(response, 200, 'text/plain', tokenFor(who)) : answer(response, 204, 'text/plain', '');
  },

  'POST /sign-in': async (request, response) => {
    const form = new URLSearchParams(await bodyOf(request));
    const who = users.get(form.get('user') ?? '');
    const isRight = who && timingSafeEqual(scryptSync(form.get('password') ?? '', who.salt, 32), who.password);
    if (!isRight) return leadHome(response);
    const id = randomBytes(32).toString('base64url');
    sessions.set(id, who);
    return leadHome(response, `site-session=${id}; Path=/; HttpOnly; SameSite=Lax`);
  },

  'POST /sign-out': (request, response) => {
    sessions.delete(cookieOf(request));
    leadHome(response, 'site-session=; Path=/; Max-Age=0');
  },
};

createServer(async (request, response) => {
  const route = routes[`${request.method} ${(request.url ?? '').split('?')[0]}`];
  // A form of another site must not sign anybody in or out here.
  const isForeign = request.method === 'POST' && request.headers.origin !== undefined && URL.parse(request.headers.origin)?.host !== request.headers.host;
  if (!route || isForeign) return answer(response, isForeign ? 403 : 404, 'text/plain', '');
  return route(request, response);
}).listen(port, '127.0.0.1', () => console.log(`The site is at ${address}, its users are ${[...users.keys()].join(' and ')}, their password is demo.`));

function page(who) {
  const account = who
    ? `<form method="post" action="/sign-out"><p>Signed in on this site as <strong>${who.name}</strong>. <button>Sign out</button></p></form>`
    : `<form method="post" action="/sign-in"><p><label>Name <select name="user">${[...users].map(([key, { name }]) => `<option value="${key}">${name}</option>`).join('')}</select></label>
<label>Password <input name="password" type="password" value="demo" autocomplete="current-password"></label> <button>Sign in</button></p></form>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>A site with users of its own</title>
<script type="module" src="/page.js"></script>
<script type="module" src="${comments}/diwan.js"></script>
</head>
<body>
<h1>A site with users of its own</h1>
${account}
<diwan-comments server="${comments}" thread="single-sign-on"></diwan-comments>
</body>
</html>
`;
}

function signedIn(request) {
  return sessions.get(cookieOf(request)) ?? null;
}

function cookieOf(request) {
  return /(?:^|;\s*)site-session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}

async function bodyOf(request) {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
    if (body.length > 10_000) return '';
  }
  return body;
}

function leadHome(response, cookie) {
  response.writeHead(303, { location: '/', ...(cookie && { 'set-cookie': cookie }) }).end();
}

function answer(response, status, type, body) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }).end(status === 204 ? undefined : body);
}
