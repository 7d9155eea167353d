import { css } from 'lit';

/** What a reader presses, chooses and types into. */
export const controls = css`
  button,
  select,
  [part='input'],
  textarea,
  .pager a {
    min-block-size: 2.75em;
    padding: 0.25em 0.75em;
    border: 1px solid var(--diwan-control, color-mix(in srgb, currentColor 60%, transparent));
    border-radius: var(--diwan-radius, 3px);
    background: none;
    color: inherit;
    font: inherit;
  }
  button,
  select,
  .pager a {
    cursor: pointer;
  }
  /* Below 16 px, iOS zooms into what is touched. */
  select,
  [part='input'],
  textarea {
    font-size: max(16px, 1em);
  }
  option {
    background: Canvas;
    color: CanvasText;
  }
  button {
    font-weight: 600;
  }
  button:hover,
  .pager a[href]:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }
  /* A name of any length leaves the line below it to others; what is only heard is not copied. */
  [part='name'] {
    overflow: hidden;
    max-block-size: 3em;
  }
  /*
   * Where only the text is asked for, its field fills the room kept for those of a guest: all of the desk but what stands around it. It
   * stays as tall when the reader begins.
   */
  .wide:first-child .sheet {
    min-block-size: max(7em, var(--diwan-form-size, 34.75em) - 7.25em);
  }
  .wide:first-child .begun textarea {
    max-block-size: max(60vh, var(--diwan-form-size, 34.75em) - 7.25em);
  }
  diwan-account + diwan-form .wide:first-child .sheet {
    min-block-size: max(7em, var(--diwan-form-size, 34.75em) - 12.5em);
  }
  @container (width >= 31.5em) {
    .wide:first-child .sheet {
      min-block-size: max(7em, var(--diwan-form-size, 25.25em) - 7.25em);
    }
    .wide:first-child .begun textarea {
      max-block-size: max(60vh, var(--diwan-form-size, 25.25em) - 7.25em);
    }
    diwan-account + diwan-form .wide:first-child .sheet {
      min-block-size: max(7em, var(--diwan-form-size, 25.25em) - 10em);
    }
  }
  .unseen {
    user-select: none;
  }
  @media print {
    .desk,
    .pages,
    diwan-sort {
      display: none;
    }
  }
  :focus-visible {
    outline: 2px solid var(--diwan-accent, currentColor);
    outline-offset: 2px;
  }
`;
