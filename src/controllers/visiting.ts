import type { ReactiveController } from 'lit';
import type { CommentView } from '../contract/comment.ts';
import { Visit } from '../state/visit.ts';
import type { TurningHost } from './turning.ts';

/** Shows a profile beside a name. */
export type ShowProfile = (visit: Visit, name: HTMLElement) => void;

const marks: Readonly<Record<string, string>> = { role: 'button', tabindex: '0', 'aria-haspopup': 'dialog' };

/**
 * Makes the names of members in a widget's comments lead to their profiles. Names are drawn with the first paint and know nothing of it: they are
 * given what a button has, which takes no room, whenever comments are drawn.
 */
export class Visiting implements ReactiveController {
  readonly #host: TurningHost;
  readonly #show: ShowProfile;
  readonly #observer = new MutationObserver(() => this.#mark());

  constructor(host: TurningHost, show: ShowProfile) {
    this.#host = host;
    this.#show = show;
    const root = host.renderRoot;
    root.addEventListener('click', (event) => this.#press(event));
    root.addEventListener('keydown', (event) => {
      const { key } = event as KeyboardEvent;
      if (key === 'Enter' || key === ' ') this.#press(event);
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(this.#host.renderRoot, { childList: true, characterData: true, subtree: true });
  }

  hostUpdated(): void {
    this.#mark();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  #mark(): void {
    for (const name of this.#host.renderRoot.querySelectorAll('diwan-comment [part~=name]')) {
      const isMember = this.#memberAt(name) !== null;
      if (isMember === name.hasAttribute('role')) continue;
      for (const mark in marks) {
        if (isMember) name.setAttribute(mark, marks[mark]!);
        else name.removeAttribute(mark);
      }
    }
  }

  #press(event: Event): void {
    const name = (event.target as Element).closest<HTMLElement>('diwan-comment [part~=name]');
    const member = name && this.#memberAt(name);
    const { thread } = this.#host.widget;
    if (!name || !member || !thread) return;
    event.preventDefault();
    const visit = new Visit(name.textContent);
    this.#show(visit, name);
    void visit.load(thread.adapter, thread.ref.site, member);
  }

  /** The same element may draw another comment a moment later, so it is asked each time. */
  #memberAt(name: Element): string | null {
    const { comment } = name.closest('diwan-comment') as Element & { readonly comment?: CommentView };
    const hasProfiles = this.#host.widget.thread?.adapter.account;
    return hasProfiles && comment?.author.kind === 'member' ? comment.author.id : null;
  }
}
