import { css } from 'lit';

/** What stands in the sections of members' pages: lists of comments and devices, the picture that is being cut. */
export const sectionStyles = css`
  .mine {
    display: grid;
    inline-size: 100%;
  }
  .mine > li {
    padding-block: 0.75em;
    border-block-start: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
  .mine:empty {
    display: none;
  }
  .excerpt {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    text-align: start;
    unicode-bidi: plaintext;
    white-space: pre-line;
  }
  .where {
    font-weight: 600;
    font-size: 0.875em;
  }
  .tick {
    display: flex;
    gap: 0.75em;
  }
  .tick input {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0.125em 0 0;
  }
  .tick div {
    min-inline-size: 0;
  }
  .entry {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25em 1em;
  }
  .done {
    padding-inline-start: 0.75em;
    border-inline-start: 3px solid var(--diwan-accent, currentColor);
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75em 1em;
  }
  diwan-crop {
    display: grid;
    gap: 0.75em;
    inline-size: 100%;
  }
  .panel .beside .portrait {
    inline-size: 5em;
  }
  .crop {
    display: block;
    inline-size: min(16em, 100%);
    aspect-ratio: 1;
    border-radius: 50%;
    cursor: move;
    touch-action: none;
  }
  .zoom {
    display: flex;
    align-items: center;
    gap: 0.75em;
    inline-size: min(16em, 100%);
    font-size: 0.875em;
  }
  .zoom input {
    flex: 1;
    min-inline-size: 0;
  }
  .panel button.main {
    font-weight: 600;
  }
  .coarse {
    display: none;
  }
  @media (pointer: coarse) {
    .coarse {
      display: revert;
    }
  }
  @media (pointer: coarse), (width < 40em) {
    .fine {
      display: none;
    }
  }
`;
