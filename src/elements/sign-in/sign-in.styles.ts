import { css } from 'lit';

/** The dialog, and the views in it and on the server's own page. */
export const signInStyles = css`
  dialog.sign-in {
    inline-size: min(26em, 100vw);
    max-inline-size: none;
    max-block-size: 100dvh;
    padding: 1.5em;
    border: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
    border-radius: var(--diwan-radius, 3px);
    background: var(--diwan-raised, var(--ground, Canvas));
    color: var(--diwan-raised-text, inherit);
    font-size: 1rem;
    text-align: start;
  }
  dialog.sign-in::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .sign-in {
    display: grid;
    gap: 1em;
    align-content: start;
    overflow-wrap: anywhere;
  }
  dialog.sign-in:not([open]) {
    display: none;
  }
  @media (width < 30em) {
    dialog.sign-in {
      inline-size: 100vw;
      block-size: 100dvh;
      margin: 0;
      padding: 1em;
      border: 0;
      border-radius: 0;
    }
  }
  .sign-in .head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: 1em;
  }
  .sign-in .head h3 {
    font-size: 1.375em;
    line-height: 1.25;
    padding-block: 0.2em;
    outline: none;
  }
  .sign-in .close {
    flex: none;
    inline-size: 2.75em;
    margin-inline-end: -0.75em;
    border: 0;
    padding: 0;
  }
  .sign-in .column {
    display: grid;
    gap: 0.75em;
  }
  /* An address and a code are written from left to right, and stand where the language begins. */
  .sign-in:dir(rtl) [part='input'][dir='ltr'] {
    text-align: right;
  }
  .sign-in .code {
    inline-size: 10em;
    font-size: 1.375em;
    font-variant-numeric: tabular-nums;
    letter-spacing: 0.15em;
  }
  .sign-in .fault:empty {
    display: none;
  }
  .sign-in .muted {
    display: block;
  }
  .sign-in .links {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 1em;
    font-size: 0.875em;
  }
  .sign-in .link {
    min-block-size: 2.5em;
    border: 0;
    padding: 0;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-align: start;
  }
  .sign-in .foot {
    padding-block-start: 0.5em;
    border-block-start: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
  .sign-in .rule {
    display: flex;
    align-items: center;
    gap: 0.75em;
    margin-block-end: 0.75em;
    font-size: 0.875em;
  }
  .sign-in .rule::before,
  .sign-in .rule::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
  .sign-in .providers ul {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(10em, 1fr));
    gap: 0.75em;
  }
  .sign-in .provider {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.25em 0.75em;
    border: 1px solid var(--diwan-control, color-mix(in srgb, currentColor 60%, transparent));
    border-radius: var(--diwan-radius, 3px);
    color: inherit;
    font-weight: 600;
    text-decoration: none;
  }
  .sign-in .provider img {
    flex: none;
  }
  .sign-in .benefits {
    display: grid;
    gap: 0.25em;
    font-size: 0.875em;
  }
  .sign-in .benefits li {
    padding-inline-start: 1.5em;
    text-indent: -1.5em;
  }
  .sign-in .benefits li::before {
    content: '✓' / '';
    display: inline-block;
    inline-size: 1.5em;
    text-indent: 0;
  }
  .sign-in form {
    margin: 0;
  }
  .sign-in form,
  .sign-in .column {
    grid-template-columns: minmax(0, 1fr);
  }
  .sign-in [type='submit'] {
    margin: 0;
  }
`;

/** The server's own page around the views. */
export const signInPageStyles = css`
  .sign-in.page {
    max-inline-size: 26em;
    margin-inline: auto;
    padding: 1.5em 1em 3em;
    font-family: var(--diwan-font, Georgia, 'Times New Roman', serif);
    text-align: start;
  }
  .sign-in.page h1 {
    margin: 0;
    font-size: 1.75em;
    line-height: 1.2;
    outline: none;
  }
  .sign-in.page a {
    color: inherit;
  }
`;
