/**
 * Put into the page before its own scripts, and made to disturb it as little as can be: it wakes only where the page
 * changes, and asks for a frame only when the text it waits for is there. Uses nothing from outside of itself.
 *
 * @param {string} first the text whose first painting ends the loading
 */
export function watch(first) {
  const roots = [document];
  const wanted = { childList: true, subtree: true, characterData: true };
  let look = () => {};
  const observer = new MutationObserver(() => look());
  observer.observe(document, wanted);

  // Closed shadow roots too, as the page itself could not.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    roots.push(root);
    observer.observe(root, wanted);
    return root;
  };

  /** The moment at which a frame with the text in it was done: a task posted while a frame is made runs right after. */
  const paintOf = (text) =>
    new Promise((resolve) => {
      const check = () => (isDrawn(text) ? afterPaint(resolve) : requestAnimationFrame(check));
      look = () => {
        if (!roots.some((root) => (root.body ?? root).textContent?.includes(text))) return;
        look = () => {};
        requestAnimationFrame(check);
      };
      look();
    });
  const afterPaint = (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  };
  const isDrawn = (text) =>
    roots.some((root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.includes(text)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        if (range.getClientRects().length && node.parentElement.checkVisibility({ visibilityProperty: true })) return true;
      }
      return false;
    });

  const shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });

  window.bench = {
    afterPaint,
    paintOf,
    /** When the first comment was painted, in milliseconds since the page was asked for. */
    firstPaint: paintOf(first),
    /** By how much the page has shifted so far without the reader's doing, all shifts added up. */
    shift: () => shifts.reduce((sum, { hadRecentInput, value }) => sum + (hadRecentInput ? 0 : value), 0),
  };
}
