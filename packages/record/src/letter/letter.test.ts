import type { RecordsRequest, RecordsRequestItem } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { letterHtml, letterText } from './index.js';
import type { Letter } from './index.js';

const T = Date.UTC(2026, 10, 28, 20);
const HOSTILE = `</td></table><script>alert(1)</script><img src=x onerror=alert(1)>\u202e"'`;

function letterOf(
  text: string,
  items: Partial<RecordsRequestItem>[],
  state: RecordsRequest['state'] = 'answered',
): Letter {
  const known = { flight_number: 'F26-000001', aircraft_name: text, flown_at_utc_ms: T, manifest_sha256: null };
  const none = { reason: text, citation: text, redaction_title: text };
  const request = {
    number: 'R26-000001',
    requester: text,
    contact: text,
    subject: text,
    received_at_utc_ms: T,
    state,
    answer_note: text,
  };
  const all = items.map((item) => ({ ...known, ...none, ...item }));
  return {
    request: { ...request, items: all } as unknown as RecordsRequest,
    agency_name: text,
    time_zone: 'America/Los_Angeles',
    signed_by: text,
    written_at_utc_ms: T,
  };
}
const ITEMS: Partial<RecordsRequestItem>[] = [
  { material: 'redaction', outcome: 'released', manifest_sha256: 'ab'.repeat(32) },
  { material: 'record', outcome: 'withheld' },
  { material: 'record', outcome: null },
];
const tagsOf = (page: string): string[] => page.replace(/<style>.*?<\/style>/s, '').match(/<[^>]*>/g) ?? [];

describe('the letter', () => {
  it('lists what is released with its hash, and what is withheld with why and the law', () => {
    for (const letter of [letterHtml(letterOf('plain', ITEMS)), letterText(letterOf('plain', ITEMS))])
      for (const words of [
        '1 released, 1 withheld, 1 not decided yet',
        'ab'.repeat(32),
        'R26-000001',
        'npx outrider verify',
        '12:00:00',
      ])
        expect(letter).toContain(words);
    expect(letterText(letterOf('plain', ITEMS))).toContain('Why: plain\n  Law: plain');
  });

  it('has the same tags whatever its texts hold', () => {
    const hostile = letterHtml(letterOf(HOSTILE, ITEMS));
    expect(tagsOf(hostile)).toEqual(tagsOf(letterHtml(letterOf('plain', ITEMS))));
    for (const piece of ['<script', '<img', '\u202e']) expect(hostile).not.toContain(piece);
  });

  it('says that it is a draft until the request is answered, and that there are no records where there are none', () => {
    expect(letterHtml(letterOf('plain', [], 'open'))).toContain('Draft');
    expect(letterHtml(letterOf('plain', []))).not.toContain('Draft');
    expect(letterText(letterOf('plain', []))).toContain('We hold no records');
  });
});
