import { css } from 'lit';

/** The line that says who writes, and the member's menu. */
export const accountStyles = css`
  diwan-account {
    display: block;
    position: relative;
    min-block-size: 5.25em;
  }
  @container (width >= 31.5em) {
    diwan-account {
      min-block-size: 2.75em;
    }
  }
  .account {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    column-gap: 0.75em;
    font-size: 0.875em;
  }
  .account .muted {
    font-size: inherit;
  }
  .link {
    flex: none;
    max-inline-size: 100%;
    border: 0;
    padding: 0;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .link:hover {
    background: none;
    text-decoration-thickness: 2px;
  }
  /* One line, whatever the name. */
  .member {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .member::after {
    content: ' ▾' / '';
  }
  .menu {
    position: absolute;
    z-index: 1;
    inset-block-start: 2.75em;
    inset-inline-start: 0;
    min-inline-size: 14em;
    max-inline-size: 100%;
    padding-block: 0.25em;
    border: 1px solid var(--diwan-control, color-mix(in srgb, currentColor 60%, transparent));
    border-radius: var(--diwan-radius, 3px);
    background: var(--diwan-raised, Canvas);
    color: var(--diwan-raised-text, CanvasText);
    font-size: 1rem;
  }
  .menu button {
    inline-size: 100%;
    border: 0;
    font-weight: 400;
    text-align: start;
  }
  .unsent {
    margin-block: 0.25em 0.75em;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--diwan-accent, currentColor);
  }
  h3:has(+ diwan-desk .member) {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
