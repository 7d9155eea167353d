/** Defines elements that are not defined yet. Where another script was first, its elements stay. */
export function define(elements: Readonly<Record<string, CustomElementConstructor>>): void {
  for (const name in elements) customElements.get(name) ?? customElements.define(name, elements[name]!);
}
