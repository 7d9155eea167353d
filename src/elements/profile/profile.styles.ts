import { css } from 'lit';

/** What everybody may see of a member, and the sheet that it stands on beside a comment. */
export const profileStyles = css`
  .card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0.75em 1em;
    inline-size: 100%;
    overflow-wrap: anywhere;
  }
  .card-name {
    font-weight: 600;
  }
  .card-about {
    grid-column: 1 / -1;
  }
  .portrait {
    position: relative;
    display: grid;
    place-content: center;
    flex: none;
    inline-size: 3.5em;
    aspect-ratio: 1;
    overflow: hidden;
    border-radius: 50%;
    background: color-mix(in srgb, currentColor 12%, transparent);
  }
  .portrait span {
    font-size: 1.375em;
    font-weight: 600;
  }
  .portrait img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
  .profile {
    inline-size: min(22em, 100vw - 2em);
    block-size: fit-content;
    margin: 0;
    padding: 1em;
    border: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
    border-radius: var(--diwan-radius, 3px);
    background: var(--diwan-raised, var(--ground, Canvas));
    color: var(--diwan-raised-text, inherit);
    font-size: 1rem;
    box-shadow: 0 0.25em 1em rgb(0 0 0 / 20%);
  }
  /* Moves with the page. */
  .profile:not(:modal) {
    position: absolute;
    inset: auto;
  }
  .profile:modal {
    margin: auto;
  }
  .profile .row {
    justify-content: end;
  }
  .profile .row button {
    min-block-size: 2.25em;
  }
  [part='name'][role='button'] {
    cursor: pointer;
    text-decoration: underline transparent;
    text-underline-offset: 0.15em;
  }
  [part='name'][role='button']:hover,
  [part='name'][role='button']:focus-visible {
    text-decoration-color: currentColor;
  }
  .list,
  .comment {
    overflow-clip-margin: 5px;
  }
`;
