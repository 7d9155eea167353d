import { css } from 'lit';

/** The list, its skeleton and its notices. */
export const listStyles = css`
  /* As one whole, so that what is under the pointer is not looked for in each comment at each key. */
  .list {
    contain: content;
  }
  .list > li {
    border-block-start: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
  [part='skeleton'] {
    block-size: 45em;
    background: repeating-linear-gradient(transparent 0 2em, color-mix(in srgb, currentColor 9%, transparent) 0 5em, transparent 0 7.5em);
  }
`;
