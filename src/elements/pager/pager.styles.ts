import { css } from 'lit';

/** The pager: as many numbers as there is room for. */
export const pagerStyles = css`
  /* Where the focus goes when a page is turned. */
  diwan-list {
    outline: none;
    scroll-margin-block-start: var(--diwan-scroll-margin, 1em);
  }
  diwan-list[aria-busy='true'] .list {
    opacity: 0.6;
  }
  diwan-pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
  }
  .pager ul {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25em;
    font-variant-numeric: tabular-nums;
  }
  .pager a {
    display: grid;
    place-content: center;
    min-inline-size: 2.75em;
    border-color: transparent;
    text-decoration: none;
  }
  .pager a[aria-current] {
    border-color: currentColor;
    font-weight: 700;
  }
  .pager [aria-disabled] {
    background: none;
    cursor: default;
    opacity: 0.4;
  }
  .gap {
    min-inline-size: 1.5em;
    text-align: center;
  }
  .arrow {
    font-size: 1.25em;
    line-height: 1;
  }
  .choice {
    display: flex;
    align-items: center;
    gap: 0.5em;
    font-size: 0.875em;
  }
  /* Where there is little room: the present page and the last. */
  @container (width < 34em) {
    .numbered:not(:has([aria-current]), :nth-last-child(3)),
    .gap:not(:nth-last-child(4)) {
      display: none;
    }
    .pager a {
      min-inline-size: 2.25em;
      padding-inline: 0.25em;
    }
    .pager ul:has(a) {
      gap: 0;
    }
  }
`;
