import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AdapterFacts, Wanted } from 'diwan/contract';
import { readJsonSetting } from './json-setting.ts';
import { readMail, type MailConfig } from './services/mail/mail-config.ts';
import { readMembers, type MemberConfig } from './services/members/member-config.ts';
import { providersSetting, type ProviderSettings } from './services/members/provider-settings.ts';
import { signOnSetting, type SignOnSettings } from './services/members/sign-on-settings.ts';
import type { OwnWindows } from './services/ownership.ts';
import { listedSites, trialSites, type Sites } from './sites.ts';

/** What one server is told at its start. Made by {@link readConfig}. */
export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** The folder of the database and, unless `secret` is given, of its key. Made when missing. */
  readonly folder: string;
  readonly sites: Sites;
  /** What e-mail addresses are enciphered with, or `null` for a key file in `folder`. */
  readonly secret: string | null;
  /** Whether a new comment waits for approval. */
  readonly holdsNew: boolean;
  /** For how long guests may change what is theirs. */
  readonly windows: OwnWindows;
  readonly members: MemberConfig;
  readonly facts: AdapterFacts;
  /** The address readers reach this server by, where it is not the one it listens on. */
  readonly publicUrl: string | null;
  /** How mails leave this server; `null` keeps them in memory, for trying. */
  readonly mail: MailConfig | null;
  /** Whom readers can connect with. */
  readonly providers: readonly ProviderSettings[];
  /** How sites sign their own users in. */
  readonly signOn: readonly SignOnSettings[];
  /** The folder of the built widget. */
  readonly embedFolder: string;
  /** The folder of what earlier builds of the widget had, in `chunks/`; it need not be there. */
  readonly earlierFolder: string;
  /** The folder served below `/demo/`, or `null` for none. */
  readonly demoFolder: string | null;
}

/** Every mistake in the configuration, a sentence each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The longest text that surely fits a request body, whatever its characters. */
const longestText = 10_000;

/** In milliseconds. */
const minute = 60_000;

/**
 * Reads the environment; what is unset or empty takes its default (`docs/server.md` has the table).
 *
 * @throws ConfigError with every mistake at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const given = (name: string): string | null => environment[name]?.trim() || null;

  function whole(name: string, fallback: number, least: number, most: number): number {
    const text = given(name);
    if (text === null) return fallback;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    problems.push(`${name} must be a whole number from ${least} to ${most}.`);
    return fallback;
  }

  function word<const T extends string>(name: string, fallback: T, words: readonly T[]): T {
    const text = given(name);
    if (text === null) return fallback;
    const found = words.find((each) => each === text);
    if (found === undefined) problems.push(`${name} must be one of: ${words.join(', ')}.`);
    return found ?? fallback;
  }

  const wanted = ['required', 'optional', 'none'] as const satisfies readonly Wanted[];
  const secret = given('DIWAN_SECRET');
  if (secret !== null && secret.length < 32) problems.push('DIWAN_SECRET must have at least 32 characters.');
  const embedFolder = resolve(given('DIWAN_EMBED') ?? builtWidget());
  const demoFolder = given('DIWAN_DEMO');

  const windows: OwnWindows = {
    edit: whole('DIWAN_EDIT_MINUTES', 15, 0, 525_600) * minute,
    remove: whole('DIWAN_REMOVE_HOURS', 24, 0, 8760) * 60 * minute,
  };
  const sites = readSites(given('DIWAN_SITES'), problems);

  const config: Config = {
    port: whole('PORT', 8787, 0, 65_535),
    host: given('HOST') ?? '127.0.0.1',
    folder: resolve(given('DIWAN_DATA') ?? '.data'),
    sites,
    secret,
    holdsNew: word('DIWAN_HOLD', 'publish', ['publish', 'hold']) === 'hold',
    windows,
    members: readMembers({ given, whole, word }, windows),
    facts: {
      sorts: ['oldest', 'newest'],
      bodyFormats: ['text'],
      maxLength: whole('DIWAN_MAX_LENGTH', 5000, 1, longestText),
      maxDepth: 8,
      maxPageSize: 100,
      paging: 'numbered',
      idempotentWrites: true,
      guest: {
        name: word('DIWAN_GUEST_NAME', 'required', wanted),
        email: word('DIWAN_GUEST_EMAIL', 'optional', wanted),
      },
    },
    publicUrl: readPublicUrl(given('DIWAN_PUBLIC_URL'), problems),
    mail: readMail(given('DIWAN_SMTP'), given('DIWAN_MAIL_FROM'), problems),
    providers: readJsonSetting('DIWAN_PROVIDERS', given('DIWAN_PROVIDERS'), { guard: providersSetting, problems }) ?? [],
    signOn: readJsonSetting('DIWAN_SSO', given('DIWAN_SSO'), { guard: signOnSetting(sites), problems }) ?? [],
    embedFolder,
    earlierFolder: resolve(given('DIWAN_EMBED_EARLIER') ?? `${embedFolder}-earlier`),
    demoFolder: demoFolder === null ? null : resolve(demoFolder),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readSites(text: string | null, problems: string[]): Sites {
  if (text === null) return trialSites;
  const groups = text.split(',').map((group) => group.trim().split(/\s+/).filter(Boolean));
  const origins = groups.map((group) => group.map(readOrigin));
  if (origins.some((group) => group.length === 0 || group.includes(null))) {
    problems.push('DIWAN_SITES must be origins such as https://news.example: sites apart by commas, further origins of one site by spaces.');
    return trialSites;
  }
  const known = origins as string[][];
  if (new Set(known.flat()).size < known.flat().length) problems.push('DIWAN_SITES names an origin twice.');
  return listedSites(known);
}

/** An origin as browsers write it, or `null`; one slash at the end is forgiven. */
function readOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : null;
}

function readPublicUrl(text: string | null, problems: string[]): string | null {
  if (text === null) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).href.replace(/\/$/, '');
  problems.push('DIWAN_PUBLIC_URL must be an address such as https://comments.example.');
  return null;
}

/** Where the package `diwan` keeps its built widget, in this repository as in an installation. */
function builtWidget(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('diwan/package.json'))), 'dist', 'embed');
}
