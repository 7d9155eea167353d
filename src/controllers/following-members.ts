import type { TurningHost } from './turning.ts';

/** Calls back, once, when a widget shows a comment of a member whose profile can be asked for. Where that fails it is tried with the next drawing. */
export function followMembers(host: TurningHost, open: () => Promise<void>): void {
  let isOpening = false;
  const look = (): void => {
    const { thread } = host.widget;
    if (isOpening || !thread?.adapter.account || !thread.page?.items.some(({ author }) => author.id)) return;
    isOpening = true;
    open().then(
      () => host.removeController(controller),
      (thrown: unknown) => {
        isOpening = false;
        console.error('Dîwan:', thrown);
      },
    );
  };
  const controller = { hostUpdated: look };
  host.addController(controller);
}
