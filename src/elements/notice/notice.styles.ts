import { css } from 'lit';

/** What stands where comments would. */
export const noticeStyles = css`
  diwan-notice {
    display: block;
  }
  diwan-notice:empty {
    display: none;
  }
  .newer {
    inline-size: 100%;
  }
  .notice {
    display: grid;
    justify-items: start;
    gap: 0.5em;
    padding-block: 1em;
    border-block-start: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
`;
