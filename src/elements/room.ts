import { LitElement } from 'lit';

/**
 * A part of the widget that is an element of its own. Rooms draw straight into the widget's one
 * shadow root, so that a page styles their parts on the widget, ids point from room to room, and one style sheet serves all.
 */
export class Room extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}
