/** Writes into a field of a form as if it had been typed; a field that is not there is passed over. */
export function fillField(form: HTMLFormElement | null | undefined, name: string, text: string): void {
  const field = form?.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = text;
}
