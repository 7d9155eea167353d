import { maxEmailLength, maxNameLength, maxPasswordLength } from 'diwan/contract';
import { object, orNull, ref, type JsonSchema } from './json-schema.ts';

const flag: JsonSchema = { type: 'boolean' };
const moment: JsonSchema = { type: 'string', format: 'date-time', pattern: 'Z$' };
const site: JsonSchema = { description: 'The origin of the page, or of the page to come back to.', type: 'string', minLength: 1, maxLength: 500 };
const lang: JsonSchema = { description: 'What the reader reads.', type: 'string', pattern: '^[A-Za-z0-9-]{1,35}$' };
const email: JsonSchema = { description: `At most ${maxEmailLength} characters.`, type: 'string', maxLength: 500 };
const password: JsonSchema = { description: `At most ${maxPasswordLength} code points, taken as it comes.`, type: ['string', 'null'], maxLength: 1000 };
const token: JsonSchema = { type: 'string', minLength: 1, maxLength: 500 };
const flow: JsonSchema = { description: 'Belongs to the code, and stays on the device that asked.', type: 'string', minLength: 1, maxLength: 200 };

const coordinate: JsonSchema = { type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' };
const back = {
  challenge: { description: 'Base64url of the SHA-256 of the verifier.', type: 'string', pattern: '^[A-Za-z0-9_-]{43}$' },
  state: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,100}$' },
  returnTo: { description: 'An address on one of the site’s origins.', type: 'string', minLength: 1, maxLength: 2000 },
} satisfies Record<string, JsonSchema>;

/** The bodies of sessions by their names. */
export const sessionSchemas: Readonly<Record<string, JsonSchema>> = {
  Ways: object('How readers can sign in on the page that asks.', {
    password: { description: '`page`: on the server’s own page, since the one that asks is of another site.', enum: ['here', 'page', 'none'] },
    passkeys: flag,
    providers: { type: 'array', items: object('Whom one can connect with.', { id: token, name: token, icon: { type: ['string', 'null'], pattern: '^data:image/' } }) },
    singleSignOn: flag,
    passwordLength: { description: 'The fewest code points of a new password.', type: 'integer', minimum: 1 },
    cookies: { description: 'Whether a cookie came back that an earlier answer set.', ...flag },
  }),
  Back: object('Where a sign-in comes back to, with `#diwan={code}&state={state}`.', back),
  Hold: {
    description: 'How the session will be held.',
    anyOf: [
      object('By a cookie; only where page and server are of one site.', { kind: { const: 'cookie' } }),
      object('By tokens, bound to a key of the device.', { kind: { const: 'token' }, key: object('ECDSA on P-256.', { x: coordinate, y: coordinate }) }),
      object('On the server’s own page, which holds none and leads back.', { kind: { const: 'return' }, ...back }),
    ],
  },
  SignUp: object('A wish to become a member.', { site, name: { description: `At most ${maxNameLength} code points.`, type: 'string', maxLength: 1000 }, email, password, lang, link: orNull(ref('Back')) }, ['password', 'link']),
  SignIn: object('An address and its password.', { site, email, password: { ...password, type: 'string' }, hold: ref('Hold') }),
  CodeRequest: object('A wish for a mailed code.', { site, email, purpose: { enum: ['sign-in', 'reset', 'deletion'] }, lang, link: orNull(ref('Back')) }, ['link']),
  Confirmation: object('A mailed code.', { site, flow, code: { type: 'string', maxLength: 100 }, password, hold: ref('Hold') }, ['password']),
  Redemption: object('What a sign-in came back with.', { site, code: { ...token, maxLength: 200 }, verifier: { type: 'string', pattern: '^[A-Za-z0-9_.~-]{43,128}$' }, hold: ref('Hold') }),
  Refresh: object('A wish for new tokens.', {
    site,
    refresh: token,
    at: { type: 'integer', minimum: 0 },
    signature: { description: 'ECDSA with SHA-256 by the device’s key over `diwan refresh`, the site, `at` and the token, a line each.', type: 'string', pattern: '^[A-Za-z0-9_-]{86}$' },
  }),
  End: object('Sessions to end.', { site, scope: { enum: ['here', 'others', 'everywhere'] } }),
  LinkLook: object('A mailed link.', { token: { ...token, maxLength: 200 } }),
  LinkUse: object('A mailed link that is used.', { token: { ...token, maxLength: 200 }, password }, ['password']),
  PendingCode: object('A code was mailed, or would have been: it is answered the same.', { flow, expiresAt: moment }),
  Grant: object('Who is signed in, if anybody.', {
    session: orNull(object('The session as its member is told.', { viewer: ref('Viewer'), since: moment, isNew: flag, isManaged: flag })),
    tokens: orNull(object('What it is held by.', { access: token, expiresAt: moment, refresh: token })),
    leadsTo: { description: 'Where to go, with `return`.', type: ['string', 'null'] },
  }),
  Link: object('What a mailed link is for.', { purpose: { enum: ['sign-up', 'sign-in', 'reset'] }, site: token, name: { type: ['string', 'null'] } }),
  Nothing: object('It was done.', {}),
};
