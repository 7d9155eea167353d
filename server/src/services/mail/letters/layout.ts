import type { Letter, LetterTexts, Occasion, Wording } from './letter.ts';

/** A letter as it is read. */
export interface Written {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Writes a letter in a language, once as text and once as HTML that says the same. */
export function written(letter: Letter, texts: LetterTexts, occasion: Occasion): Written {
  const wording = wordingOf(letter, texts, occasion);
  return {
    // A name may hold what ends a line in some program, or what mail programs decode (RFC 2047), whatever was checked before.
    subject: wording.subject.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').replace(/=\?/g, '= ?').trim(),
    text: textOf(letter, wording, texts, occasion),
    html: htmlOf(letter, wording, texts, occasion),
  };
}

function wordingOf(letter: Letter, texts: LetterTexts, occasion: Occasion): Wording {
  // Each kind has the function for its letter; that the two belong together is lost when one is looked up by the other.
  const word = texts.letters[letter.kind] as (letter: Letter, occasion: Occasion) => Wording;
  return word(withIsolates(letter), occasion);
}

/** What others wrote keeps its own direction, and turns none of ours. */
function withIsolates(letter: Letter): Letter {
  const isolated = <T extends string | null>(text: T): T => (text === null ? text : `\u2068${text}\u2069`) as T;
  switch (letter.kind) {
    case 'password-changed':
      return { ...letter, device: isolated(letter.device) };
    case 'provider-connected':
      return { ...letter, device: isolated(letter.device), provider: isolated(letter.provider) };
    case 'passkey-added':
      return { ...letter, device: isolated(letter.device), passkey: isolated(letter.passkey) };
    case 'reply':
      return { ...letter, who: isolated(letter.who), title: isolated(letter.title) };
    default:
      return letter;
  }
}

function textOf(letter: Letter, { before, after }: Wording, texts: LetterTexts, { site }: Occasion): string {
  const { code, link, excerpt, unsubscribe } = contentOf(letter);
  const parts = [
    ...before,
    code,
    excerpt?.replace(/^/gm, '> ') ?? null,
    link === null ? null : `${code === null ? '' : `${texts.orOpen}\n`}${link}`,
    ...after,
    `-- \n${texts.foot(site)}${unsubscribe === null ? '' : `\n${texts.unsubscribe}: ${unsubscribe}`}`,
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

const styles = {
  page: 'margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:16px;line-height:1.6;color:#1c1917;background:#fff',
  letter: 'max-width:34em;margin:0 auto',
  code: 'margin:24px 0;font-family:ui-monospace,monospace;font-size:28px;font-weight:600;letter-spacing:3px',
  button: 'display:inline-block;padding:10px 18px;border-radius:6px;background:#1c4f8c;color:#fff;text-decoration:none;font-weight:600',
  quote: 'margin:16px 0;padding-block:0;padding-inline:16px 0;border-inline-start:3px solid #a8a29e;white-space:pre-wrap;overflow-wrap:anywhere',
  small: 'font-size:14px;color:#57534e;overflow-wrap:anywhere',
} as const;

function htmlOf(letter: Letter, { subject, before, button, after }: Wording, texts: LetterTexts, { site }: Occasion): string {
  const { code, link, excerpt, unsubscribe } = contentOf(letter);
  const paragraph = (text: string): string => `<p>${escaped(text)}</p>`;
  const body = [
    ...before.map(paragraph),
    code === null ? '' : `<p dir="ltr" style="${styles.code};text-align:${texts.dir === 'rtl' ? 'right' : 'left'}">${escaped(code)}</p>`,
    excerpt === null ? '' : `<blockquote dir="auto" style="${styles.quote}">${escaped(excerpt)}</blockquote>`,
    link === null || button === null ? '' : `<p>${anchor(link, button, styles.button)}</p>\n<p style="${styles.small}">${escaped(texts.orOpen)}<br><bdi dir="ltr">${anchor(link, link)}</bdi></p>`,
    ...after.map(paragraph),
    `<hr style="border:0;border-top:1px solid #d6d3d1;margin:24px 0">`,
    `<p style="${styles.small}">${escaped(texts.foot(site))}${unsubscribe === null ? '' : `<br>${anchor(unsubscribe, texts.unsubscribe)}`}</p>`,
  ].filter((part) => part !== '');
  return `<!doctype html>
<html lang="${texts.lang}" dir="${texts.dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body dir="${texts.dir}" style="${styles.page}">
<div lang="${texts.lang}" dir="${texts.dir}" style="${styles.letter}">
${body.join('\n')}
</div>
</body>
</html>
`;
}

/** What a letter carries besides words. */
function contentOf(letter: Letter): { readonly code: string | null; readonly link: string | null; readonly excerpt: string | null; readonly unsubscribe: string | null } {
  return {
    code: 'code' in letter ? letter.code : null,
    link: 'link' in letter ? letter.link : null,
    excerpt: letter.kind === 'reply' ? letter.excerpt : null,
    unsubscribe: letter.kind === 'reply' ? letter.unsubscribe : null,
  };
}

/** Opens beside whatever shows the letter, which may be a page of ours. Only `http:` and `https:` become links. */
function anchor(address: string, label: string, style = 'color:#1c4f8c'): string {
  if (!/^https?:\/\//i.test(address)) return escaped(label);
  return `<a href="${escaped(address)}" target="_blank" rel="noopener noreferrer" style="${style}">${escaped(label)}</a>`;
}

/** Text as it stands in HTML, between tags and between quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
