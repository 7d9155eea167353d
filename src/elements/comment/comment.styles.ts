import { css } from 'lit';

/** A comment. Clipped, so that nothing typed into it reaches beyond it. */
export const commentStyles = css`
  .comment {
    overflow: clip;
    padding-block: 1em;
    overflow-wrap: anywhere;
  }
  .byline {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75em;
    margin-block-end: 0.25em;
  }
  /* The member's picture, or the first letter of their name. */
  [part='picture'] {
    align-self: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
    background: color-mix(in srgb, currentColor 9%, transparent);
    line-height: 1.75;
    text-align: center;
    object-fit: cover;
  }
  [part='name'] {
    font-weight: 600;
  }
  .text {
    max-inline-size: 70ch;
    text-align: start;
    unicode-bidi: plaintext;
    white-space: pre-wrap;
  }
`;
