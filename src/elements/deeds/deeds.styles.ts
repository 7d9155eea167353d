import { css } from 'lit';

/** What a writer can do with a comment, below it. */
export const deedsStyles = css`
  diwan-deeds {
    display: block;
    margin-block-start: 0.25em;
  }
  diwan-deeds .line > span:empty {
    display: none;
  }
  diwan-deeds textarea {
    min-block-size: 6.5em;
    max-block-size: 60vh;
    field-sizing: content;
  }
`;
