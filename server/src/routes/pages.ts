import { createHash } from 'node:crypto';
import { escaped } from '../services/mail/letters/layout.ts';
import type { Answer } from './answers.ts';

/** A small page for people, with no script in it. */
export interface Page {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: string;
  /** HTML. Whatever others wrote in it is escaped by who calls. */
  readonly body: string;
}

const style = `:root{color-scheme:light dark}
body{max-width:44rem;margin:2rem auto;padding-inline:1rem;font:1rem/1.6 system-ui,sans-serif}
button{font:inherit;padding:.5rem 1rem;cursor:pointer}
article{margin-block:2rem;padding-block-start:1rem;border-block-start:1px solid GrayText}
h2{font-size:1.1rem;margin:0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;unicode-bidi:plaintext}
iframe{inline-size:100%;block-size:30rem;border:1px solid GrayText;background:#fff}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** The page as an answer that nobody keeps, frames or reads from another page. */
export function pageAnswer(status: number, { lang, dir, title, body }: Page): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    },
    body: `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`,
  };
}
