/** Brings the reader to what is wrong, else to the first field that is empty, else to the first field, else to the heading. */
export function focusFirst(place: ParentNode): void {
  const fields = [...place.querySelectorAll<HTMLInputElement>('[part=input]')];
  const found = place.querySelector<HTMLElement>('[aria-invalid=true]') ?? fields.find(({ value }) => !value) ?? fields[0];
  (found ?? place.querySelector<HTMLElement>('#sign-in-heading'))?.focus();
}
