import { css } from 'lit';

/** Members' pages: a quiet sheet over the page, the whole screen on a phone. What their fields share with the form is in `form.styles.ts`. */
export const membershipStyles = css`
  .membership {
    inline-size: min(56em, 100vw - 2em);
    max-inline-size: none;
    block-size: min(46em, 100dvh - 2em);
    max-block-size: none;
    padding: 0;
    border: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
    border-radius: var(--diwan-radius, 3px);
    background: var(--diwan-raised, var(--ground, Canvas));
    color: var(--diwan-raised-text, inherit);
    font-size: 1rem;
    overflow: hidden;
    overscroll-behavior: contain;
    container: membership / inline-size;
  }
  .membership[open] {
    display: flex;
    flex-direction: column;
  }
  .membership::backdrop {
    background: rgb(0 0 0 / 50%);
  }
  .membership > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1em;
    padding: 0.75em 1.25em;
    border-block-end: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
  .membership h2 {
    font-size: 1.25em;
  }
  .membership h3 {
    font-size: 1.375em;
    line-height: 1.25;
  }
  .membership h4 {
    margin: 0;
    font-size: 1em;
  }
  .membership dl,
  .membership dd {
    margin: 0;
  }
  .membership dl > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
  }
  .membership dt {
    font-weight: 600;
  }
  .membership .cross {
    inline-size: 2.75em;
    padding: 0;
    border: 0;
    font-weight: 400;
  }
  .cross span {
    font-size: 1.5em;
    line-height: 1;
  }
  .pages-of-member {
    display: grid;
    grid-template-columns: 13.5em minmax(0, 1fr);
    flex: 1;
    min-block-size: 0;
  }
  .tabs {
    display: flex;
    flex-direction: column;
    gap: 0.125em;
    padding: 1em 0.75em;
    border-inline-end: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
    overflow: auto;
  }
  .tabs button {
    flex: none;
    border: 0;
    font-weight: 400;
    text-align: start;
  }
  .tabs [aria-selected='true'] {
    background: color-mix(in srgb, currentColor 10%, transparent);
    font-weight: 600;
    box-shadow: inset 3px 0 var(--diwan-accent, currentColor);
  }
  .tabs:dir(rtl) [aria-selected='true'] {
    box-shadow: inset -3px 0 var(--diwan-accent, currentColor);
  }
  .panel {
    display: flex;
    flex-direction: column;
    align-items: stretch;
    gap: 1.25em;
    padding: 1.25em clamp(1em, 4vw, 2em) 2em;
    overflow: auto;
    overscroll-behavior: contain;
    overflow-wrap: anywhere;
  }
  .panel:focus-visible {
    outline-offset: -3px;
  }
  .panel > * {
    flex: none;
    max-inline-size: 36em;
  }
  .panel > button {
    align-self: start;
  }
  .panel section,
  .panel fieldset {
    display: grid;
    gap: 0.5em;
    justify-items: start;
  }
  .panel section > form,
  .panel section > ul {
    inline-size: 100%;
  }
  .panel section + section,
  .panel .apart,
  .panel .apart + section,
  .panel form + section {
    padding-block-start: 1.25em;
    border-block-start: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
  }
  .panel form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.875em;
    margin: 0;
  }
  .panel form.sheet {
    min-block-size: 0;
  }
  .panel textarea {
    min-block-size: 5.5em;
    max-block-size: 40vh;
    field-sizing: content;
  }
  .panel fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .panel legend {
    padding: 0;
    font-weight: 600;
  }
  .panel .fault:empty,
  .panel .muted:empty {
    display: none;
  }
  .panel .row > [part='submit'] {
    margin-inline-start: 0;
  }
  .panel [aria-disabled='true'] {
    opacity: 0.6;
  }
  .panel .line {
    min-block-size: 2em;
  }
  .panel .fate {
    align-items: start;
    padding-block: 0.25em;
  }
  .panel .fate .muted {
    font-size: 1em;
  }
  .panel .tickable legend {
    font-weight: 400;
    margin-block-end: 0.75em;
  }
  .panel a {
    color: inherit;
    text-underline-offset: 0.15em;
  }
  .panel .line a,
  .where a {
    font-weight: 600;
  }
  .panel button.danger span {
    color: inherit;
  }
  .panel form [type='submit'].danger {
    background: none;
    border-color: currentColor;
    color: var(--diwan-danger, color-mix(in srgb, #d01a0c 72%, currentColor));
  }
  @media (width < 40em) {
    .membership {
      inline-size: 100vw;
      block-size: 100dvh;
      max-inline-size: 100vw;
      max-block-size: 100dvh;
      margin: 0;
      border: 0;
      border-radius: 0;
    }
  }
  @container membership (width < 38em) {
    .pages-of-member {
      grid-template-columns: minmax(0, 1fr);
      grid-template-rows: auto minmax(0, 1fr);
    }
    .tabs {
      flex-direction: row;
      padding: 0.25em 0.5em;
      border-inline-end: 0;
      border-block-end: 1px solid var(--diwan-line, color-mix(in srgb, currentColor 18%, transparent));
      scrollbar-width: thin;
    }
    .tabs [aria-selected='true'],
    .tabs:dir(rtl) [aria-selected='true'] {
      box-shadow: inset 0 -3px var(--diwan-accent, currentColor);
    }
  }
`;
