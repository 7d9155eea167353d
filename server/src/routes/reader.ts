import { CommentsError, type WireHold } from 'diwan/contract';
import type { Granted } from '../services/members/grants.ts';
import { cookieNameOf, sessionLife, type Credentials, type Reader, type Sessions } from '../services/members/sessions.ts';
import { jsonAnswer, type Answer } from './answers.ts';
import { requestHeader, type RequestContext } from './endpoint.ts';

/** Who asks, or `null` for a guest. A session of another site is none. */
export async function readerOf(context: RequestContext, site: string, sessions: Sessions): Promise<Reader | null> {
  const shown = credentialsIn(context, site);
  return shown.cookie === null && shown.access === null ? null : await sessions.find(site, shown);
}

/** Who asks. @throws CommentsError `unauthenticated` for a guest. */
export async function memberOf(context: RequestContext, site: string, sessions: Sessions): Promise<Reader> {
  const reader = await readerOf(context, site, sessions);
  if (!reader) throw new CommentsError('unauthenticated', 'Nobody is signed in.');
  return reader;
}

/** What the request shows a session by: where it has both, the token, since only the page's own script can send one. */
function credentialsIn(context: RequestContext, site: string): Credentials {
  const access = /^Bearer ([\w-]+)$/i.exec(requestHeader(context, 'authorization') ?? '')?.[1] ?? null;
  return { access, cookie: access === null ? cookieIn(requestHeader(context, 'cookie') ?? '', cookieNameOf(site)) : null };
}

/** The value of the site's cookie where the request shows a session by it, or `null`. */
export function cookieShown(context: RequestContext, site: string): string | null {
  return credentialsIn(context, site).cookie;
}

function cookieIn(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const [key, value] = pair.trim().split('=');
    if (key === name && value !== undefined && /^[\w-]+$/.test(value)) return value;
  }
  return null;
}

/**
 * Whether the page that asks and this server are of one site, as the browser says: only there does a cookie come back, and only there
 * may a password be typed. Browsers that do not say it are taken for strangers.
 */
export function isSameSite(context: RequestContext): boolean {
  const relation = requestHeader(context, 'sec-fetch-site');
  return relation === 'same-origin' || relation === 'same-site';
}

/** Refuses to hold a session where it would not last: by a cookie, for a page of another site. @throws CommentsError `forbidden` */
export function checkHold(context: RequestContext, { kind }: WireHold): void {
  if (kind === 'cookie' && !isSameSite(context)) throw new CommentsError('forbidden', 'A cookie is only given to pages of the same site.');
}

/** Answers whoever was let in: what the page is told, and the cookie where that holds the session. */
export function grantAnswer(site: string, { grant, cookie }: Granted): Answer {
  const answer = jsonAnswer(200, grant);
  return cookie === null ? answer : withCookie(answer, site, cookie);
}

/** The same answer, and the site's cookie set. */
export function withCookie(answer: Answer, site: string, value: string): Answer {
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookieHeader(site, value, sessionLife / 1000) } };
}

/** The same answer, and the site's cookie taken away. */
export function withoutCookie(answer: Answer, site: string): Answer {
  return { ...answer, headers: { ...answer.headers, 'set-cookie': cookieHeader(site, '', 0) } };
}

/** A cookie that says nothing, and lasts for the minutes in which it may be asked whether it came back. */
const probe = '__Host-diwan-probe';
const probeSeconds = 600;

/** Whether the browser keeps our cookies: some keep none of `http://localhost`, for instance. Known once {@link withProbe} was answered before. */
export function keepsCookies(context: RequestContext): boolean {
  return cookieIn(requestHeader(context, 'cookie') ?? '', probe) !== null;
}

/** The same answer, and a cookie to see by whether the browser keeps it. */
export function withProbe(answer: Answer): Answer {
  return { ...answer, headers: { ...answer.headers, 'set-cookie': `${probe}=1; Max-Age=${probeSeconds}; Path=/; HttpOnly; Secure; SameSite=Lax` } };
}

/** Readable by no script, sent to no other host and from no other site's page but by a link. */
function cookieHeader(site: string, value: string, seconds: number): string {
  return `${cookieNameOf(site)}=${value}; Max-Age=${seconds}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

/** The device in a few words, for its member to recognise: "Firefox on Linux"; `null` for what is no browser. */
export function deviceOf(context: RequestContext): string | null {
  const agent = requestHeader(context, 'user-agent') ?? '';
  const browser = browsers.find(([, pattern]) => pattern.test(agent))?.[0];
  const system = systems.find(([, pattern]) => pattern.test(agent))?.[0];
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? null);
}

/** The first that fits: browsers name those they descend from. */
const browsers: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /SamsungBrowser/],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
];
const systems: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
];
