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
  /* No taller than the line it stands in, so that members' comments begin where guests' do. */
  [part='picture'] {
    align-self: center;
    inline-size: 1.75em;
    block-size: 1.75em;
    margin-block: -0.125em;
    border-radius: 50%;
    background: color-mix(in srgb, hsl(var(--tint) 50% 50%) 25%, transparent);
    line-height: 1.75;
    text-align: center;
    text-transform: uppercase;
    object-fit: cover;
  }
  .tint-0 {
    --tint: 30;
  }
  .tint-1 {
    --tint: 90;
  }
  .tint-2 {
    --tint: 150;
  }
  .tint-3 {
    --tint: 210;
  }
  .tint-4 {
    --tint: 270;
  }
  .tint-5 {
    --tint: 330;
  }
  /* A long name breaks beside the picture, not below it. */
  [part='picture'] + [part='name'] {
    max-inline-size: calc(100% - 2.5em);
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
