/** The language of the place an element stands in: the nearest `lang`, through shadow roots; `''` where there is none. */
export function nearestLang(element: Element): string {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang')!;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLang(root.host) : '';
}
