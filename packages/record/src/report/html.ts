/** Markup that is safe to put into a page as it is. Only `html` makes it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}
export type Part = Html | string | number | null | readonly Part[];

/** A template whose values are text and stand escaped, whatever they hold; only other templates stay markup. Null is nothing. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Html {
  return new Html(
    pieces.map((piece, index) => piece + (index < values.length ? markupOf(values[index]!) : '')).join(''),
  );
}

function markupOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** What would be unseen, or would turn the text around it about: shown by its number, so that nobody reads something else. */
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

const escaped = (text: string): string =>
  text
    .replace(UNSEEN, (c) => `\u27e8U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}\u27e9`)
    .replace(/[&<>"']/g, (c) => ENTITIES[c]!);
