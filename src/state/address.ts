/** The page number that a query names under a parameter; 1 where it names none or nonsense. */
export function pageIn(search: string, name: string): number {
  const named = Number(new URLSearchParams(search).get(name));
  return Number.isSafeInteger(named) && named > 0 ? named : 1;
}

/** The parameters in use on this page, each by one widget. */
const taken = new Set<string>();

/** Takes a parameter for a widget's page number: `comments`, then `comments-2` and so on. */
export function takeParameter(): string {
  let name = 'comments';
  for (let count = 2; taken.has(name); count++) name = `comments-${count}`;
  taken.add(name);
  return name;
}

/** Gives a parameter back, for the next widget that comes. */
export function giveBackParameter(name: string): void {
  taken.delete(name);
}
