import { css } from 'lit';

/** What a writer can do with a comment, below it: quiet as long as nothing is done. What it shares with the form is in `form.styles.ts`. */
export const deedsStyles = css`
  diwan-deeds {
    display: block;
    margin-block-start: 0.25em;
  }
  /* What has the focus is outlined up to here. */
  .list,
  .comment {
    overflow-clip-margin: 5px;
  }
  [data-deed] {
    color: var(--diwan-muted, color-mix(in srgb, currentColor 76%, transparent));
    font-weight: 400;
  }
  diwan-deeds form {
    display: block;
    max-inline-size: 45em;
    margin-block-start: 0.5em;
  }
  diwan-deeds textarea {
    min-block-size: 6.5em;
    max-block-size: 60vh;
    field-sizing: content;
  }
  /* What became of it stands right below. */
  .own .comment:has(diwan-deeds) {
    padding-block-end: 0;
  }
  diwan-deeds .row {
    margin-block-start: 0.5em;
  }
  diwan-deeds .row > .line {
    margin-inline-start: auto;
  }
  diwan-deeds .row > [type='submit'] {
    margin-inline-start: 0;
  }
  diwan-deeds [aria-disabled='true'] {
    opacity: 0.6;
  }
`;
