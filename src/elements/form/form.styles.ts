import { css } from 'lit';

/** The form and what was just sent from it. Fields have at least 16 px: below that, iOS zooms into them. */
export const formStyles = css`
  diwan-form,
  .form,
  .field {
    display: grid;
    gap: 0.25em;
  }
  .form {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15em), 1fr));
    gap: 0.75em 1.5em;
    align-items: start;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .field label {
    font-size: 0.875em;
    font-weight: 600;
  }
  .form input:not([type='checkbox']),
  textarea {
    inline-size: 100%;
    min-block-size: 2.75em;
    padding: 0.5em 0.75em;
    border: 1px solid color-mix(in srgb, currentColor 60%, transparent);
    border-radius: var(--diwan-radius, 3px);
    background: var(--diwan-surface, transparent);
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em);
  }
  textarea {
    display: block;
    field-sizing: content;
    min-block-size: 6.5em;
    max-block-size: 60vh;
    resize: vertical;
    line-height: 1.5;
    unicode-bidi: plaintext;
    text-align: start;
  }
  [aria-invalid='true'] {
    border-color: currentColor;
    border-inline-start-width: 4px;
  }
  .form [aria-invalid='true'],
  .fault {
    color: var(--diwan-danger, color-mix(in srgb, #d01a0c 72%, currentColor));
  }
  .fault {
    font-size: 0.875em;
    font-weight: 600;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1em;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2.75em;
    cursor: pointer;
  }
  .tick input {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--diwan-accent, auto);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75em;
    font-size: 0.875em;
  }
  .line button,
  .plain {
    min-block-size: 2em;
    padding: 0.25em 0;
    border: 0;
    text-decoration: underline;
  }
  .submit {
    min-inline-size: 10em;
    border: 1px solid var(--diwan-accent, currentColor);
  }
  /* Filled with the accent, or with the page's own text colour, and lettered in black or white, whichever can be read on it. */
  @supports (color: oklch(from currentColor l c h)) {
    .submit,
    .submit:hover {
      background: var(--diwan-accent, currentColor);
    }
    .submit span {
      color: var(--diwan-on-accent, oklch(from var(--diwan-accent, currentColor) clamp(0, (0.66 - l) * 1000, 1) 0 0));
    }
    .submit:hover {
      opacity: 0.88;
    }
  }
  .quote {
    flex-basis: 100%;
    overflow: hidden;
    max-block-size: 4.5em;
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid color-mix(in srgb, currentColor 30%, transparent);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .own {
    margin-block-start: 1em;
  }
  .own > li {
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--diwan-accent, color-mix(in srgb, currentColor 30%, transparent));
  }
  .own [data-state='sending'] .text,
  .own [data-state='waiting'] .text {
    opacity: 0.75;
  }
`;
