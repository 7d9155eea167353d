import { css } from 'lit';

/** The widget's own frame: the bar above, the desk with the form, and the room kept while loading. */
export const commentsStyles = css`
  .comments {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--diwan-gap, 1.5em);
  }
  .reserved {
    min-block-size: 100vh;
    grid-template-rows: auto auto 1fr auto;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em 1em;
    min-block-size: 2.75em;
  }
  h2 {
    font-size: 1.375em;
    line-height: 1.25;
  }
  .closed {
    min-block-size: 3.6em;
  }
  .desk {
    min-block-size: var(--diwan-form-size, 34.75em);
  }
  @container (width >= 31.5em) {
    .desk {
      min-block-size: var(--diwan-form-size, 25.25em);
    }
  }
  diwan-list {
    display: block;
  }
  .pages {
    min-block-size: 2.75em;
  }
`;
