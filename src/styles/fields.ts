import { css } from 'lit';

/** Fields with their labels and what is wrong with them, sentences with their buttons, the button that a form is for. */
export const fields = css`
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
    button[part='submit'] {
      background: var(--diwan-accent, currentColor);
    }
    [part='submit'] span {
      color: var(--diwan-on-accent, oklch(from var(--diwan-accent, currentColor) clamp(0, (0.66 - l) * 1000, 1) 0 0));
    }
  }
`;
