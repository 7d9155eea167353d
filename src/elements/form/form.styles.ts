import { css } from 'lit';

/** The form and what was just sent from it. What its fields share with other controls is in `styles/controls.ts`. */
export const formStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(15em, 40%)), 1fr));
    gap: 0.75em 1.5em;
    margin-block-start: 0.75em;
  }
  .wide {
    grid-column: 1 / -1;
  }
  [part='field'] label {
    display: block;
    font-weight: 600;
  }
  [part='input'],
  textarea {
    display: block;
    inline-size: 100%;
    margin-block: 0.25em;
    padding-block: 0.5em;
    background: var(--diwan-surface, transparent);
  }
  /* As long as the reader has not come to write, a restored text and what is said of it take no more room than an empty field. */
  .sheet {
    display: flex;
    flex-direction: column;
    min-block-size: 7em;
  }
  textarea {
    flex: 1 0 4em;
    min-block-size: 0;
  }
  .begun textarea {
    flex: 1 0 auto;
    field-sizing: content;
    min-block-size: 6.5em;
    max-block-size: 60vh;
  }
  [aria-invalid='true'],
  .fault {
    color: var(--diwan-danger, color-mix(in srgb, #d01a0c 72%, currentColor));
  }
  [aria-invalid='true'] {
    border-inline-start-width: 4px;
  }
  .fault,
  .line,
  [part='field'] label {
    font-size: 0.875em;
  }
  .row,
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em 0.75em;
  }
  label.line {
    flex-wrap: nowrap;
  }
  [type='submit'] {
    margin-inline-start: auto;
  }
  .line,
  .line button {
    min-block-size: 2.25em;
  }
  .line button {
    border: 0;
    padding: 0;
    text-decoration: underline;
  }
  .line input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
  }
  /* Filled with the accent, or with the page's own text colour, and lettered in black or white, whichever can be read on it. */
  @supports (color: oklch(from currentColor l c h)) {
    form [type='submit'] {
      background: var(--diwan-accent, currentColor);
    }
    [type='submit'] span {
      color: var(--diwan-on-accent, oklch(from var(--diwan-accent, currentColor) clamp(0, (0.66 - l) * 1000, 1) 0 0));
    }
  }
  blockquote {
    margin: 0;
  }
  .own li {
    margin-block-start: 1em;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--diwan-accent, color-mix(in srgb, currentColor 30%, transparent));
  }
`;
