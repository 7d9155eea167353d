/** Defines elements that are not defined yet. Where another script was first, its elements stay, and the console is told. */
export function define(elements: Readonly<Record<string, CustomElementConstructor>>): void {
  for (const name in elements) {
    const earlier = customElements.get(name);
    if (!earlier) customElements.define(name, elements[name]!);
    else if (earlier !== elements[name]) console.warn(`Dîwan: <${name}> is defined twice.`);
  }
}
