import { css } from 'lit';

/**
 * For a reader who chose light or dark where the page is the other: the system's own colours, on a ground of the widget's own that is painted
 * around it without taking room. What the page sets for its own colours would not be legible on it; what it sets on the widget itself wins.
 */
export const themeStyles = css`
  :host([data-diwan-theme]) {
    --diwan-text: initial;
    --diwan-muted: initial;
    --diwan-line: initial;
    --diwan-control: initial;
    --diwan-surface: initial;
    --diwan-raised: initial;
    --diwan-raised-text: initial;
    --diwan-accent: initial;
    --diwan-on-accent: initial;
    --diwan-danger: initial;
    background: Canvas;
    color: CanvasText;
    box-shadow: 0 0 0 min(1em, 2vw) Canvas;
  }
  :host([data-diwan-theme='light']) {
    color-scheme: light;
  }
  :host([data-diwan-theme='dark']) {
    color-scheme: dark;
  }
`;
