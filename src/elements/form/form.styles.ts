import { css } from 'lit';

/** The form and what was just sent from it. What its fields share with others is in `styles/fields.ts`. */
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
  [type='submit'] {
    margin-inline-start: auto;
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
