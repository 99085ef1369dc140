import { box, fullBox, u32, zeros } from './bytes.js';

/** What is written about a file into itself, as players show it. */
export interface FileTags {
  title: string;
  comment: string;
}

const UTF8_TEXT = 1;
const utf8 = new TextEncoder();

/** `udta` with the tags that players read ("\u00a9nam", "\u00a9cmt" in `ilst`). */
export function fileTags({ title, comment }: FileTags): Uint8Array {
  const list = box('ilst', tag('\u00a9nam', title), tag('\u00a9cmt', comment));
  const handler = fullBox('hdlr', 0, 0, u32(0), 'mdir', 'appl', zeros(9));
  return box('udta', fullBox('meta', 0, 0, handler, list));
}

const tag = (name: string, text: string): Uint8Array => box(name, box('data', u32(UTF8_TEXT, 0), utf8.encode(text)));
