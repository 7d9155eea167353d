import { css } from 'lit';

/**
 * What every room looks like. Tokens are read and never declared: a page sets `--diwan-…` on any
 * ancestor and wins. Where it sets none, everything is mixed from the page's own text colour, which
 * is legible on the page's own background whatever that is.
 */
export const shared = css`
  :host {
    display: block;
    color: var(--diwan-text, inherit);
    font-family: var(--diwan-font, inherit);
    line-height: 1.5;
    container-type: inline-size;
    /* What a parent that shrinks to fit is told, since a container has no width of its own. */
    contain-intrinsic-inline-size: 45em;
    min-inline-size: 0;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: inherit;
  }
  .muted {
    color: var(--diwan-muted, color-mix(in srgb, currentColor 76%, transparent));
    font-size: 0.875em;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
