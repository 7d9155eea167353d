/**
 * The colour behind an element: its own background's, or that of the first around it which has one; `Canvas` where none has. What lies above
 * the page is drawn on it, since the page's own text colours can be read there.
 */
export function groundOf(element: Element): string {
  for (let each: Element | null = element; each; each = each.parentElement ?? hostOf(each)) {
    const { backgroundColor } = getComputedStyle(each);
    if (!/^(transparent|rgba\(.*,\s*0\)|.*\/\s*0\))$/.test(backgroundColor)) return backgroundColor;
  }
  return 'Canvas';
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
