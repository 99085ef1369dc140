import type { RecordsRequest, RecordsRequestItem } from '@outrider/schema';
import { Html, REPORT_POLICY, REPORT_STYLE, both, facts, html, table } from '../report/index.js';
import type { Part } from '../report/index.js';

/** What a letter to a requester is made of. */
export interface Letter {
  request: RecordsRequest;
  agency_name: string;
  /** IANA name of the agency's legal time zone, or null. */
  time_zone: string | null;
  signed_by: string;
  written_at_utc_ms: number;
}

const HOW_TO_CHECK =
  'Each released file is a ZIP with its own signed manifest. Anybody can check it without us: npx outrider verify FILE.zip';

const what = ({ material, redaction_title }: RecordsRequestItem): string =>
  material === 'record' ? 'The whole record of the flight' : `Redacted video "${redaction_title ?? ''}"`;
const flown = ({ flight_number, aircraft_name, flown_at_utc_ms }: RecordsRequestItem, zone: string | null): string =>
  `Flight ${flight_number} of ${aircraft_name}, ${both(flown_at_utc_ms, zone)}`;
const of = ({ items }: RecordsRequest, outcome: RecordsRequestItem['outcome']): RecordsRequestItem[] =>
  items.filter((item) => item.outcome === outcome);

/** Sentences that say how the request stands. */
function opening({ request }: Letter): string {
  const [released, withheld] = [of(request, 'released').length, of(request, 'withheld').length];
  if (request.items.length === 0) return 'We hold no records of the kind that you have asked for.';
  const parts = [
    released > 0 ? `${released} released` : null,
    withheld > 0 ? `${withheld} withheld` : null,
    of(request, null).length > 0 ? `${of(request, null).length} not decided yet` : null,
  ];
  return `Of what you have asked for, this is what became of each item: ${parts.filter((part) => part !== null).join(', ')}.`;
}

/** The letter as a page that prints; every text in it is escaped. Pure. */
export function letterHtml(letter: Letter): string {
  const { request, agency_name, time_zone, signed_by, written_at_utc_ms } = letter;
  const draft = request.state === 'open' ? html`<p class="verdict">Draft: the request is not answered yet.</p>` : null;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}" />
        <title>Records request ${request.number}</title>
        <style>
          ${new Html(REPORT_STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>${agency_name}</h1>
          <p class="of">${both(written_at_utc_ms, time_zone)}</p>
        </header>
        ${draft}
        ${facts([
          ['To', request.requester],
          ['At', request.contact === '' ? null : request.contact],
          ['Your request', `${request.number}, received ${both(request.received_at_utc_ms, time_zone)}`],
          ['You asked for', request.subject],
        ])}
        <p>${opening(letter)}</p>
        ${releasedPart(letter)} ${withheldPart(letter)}
        ${request.answer_note ? html`<p>${request.answer_note}</p>` : null}
        <p>${signed_by}<br />${agency_name}</p>
      </body>
    </html>`;
  return `${page.markup}\n`;
}

function releasedPart({ request, time_zone }: Letter): Part {
  const items = of(request, 'released');
  if (items.length === 0) return null;
  return [
    html`<h2>Released</h2>`,
    table(
      ['Flight', 'What', 'SHA-256 of its manifest'],
      items.map((item) => [
        flown(item, time_zone),
        what(item),
        html`<code>${item.manifest_sha256 ?? 'unknown'}</code>`,
      ]),
    ),
    html`<p>${HOW_TO_CHECK}</p>`,
  ];
}

function withheldPart({ request, time_zone }: Letter): Part {
  const items = of(request, 'withheld');
  if (items.length === 0) return null;
  return [
    html`<h2>Withheld</h2>`,
    table(
      ['Flight', 'What', 'Why', 'Law'],
      items.map((item) => [flown(item, time_zone), what(item), item.reason, item.citation]),
    ),
  ];
}

/** The same as plain text, for a mail. */
export function letterText(letter: Letter): string {
  const { request, agency_name, time_zone, signed_by, written_at_utc_ms } = letter;
  const released = of(request, 'released').map(
    (item) =>
      `- ${what(item)}. ${flown(item, time_zone)}.\n  SHA-256 of its manifest: ${item.manifest_sha256 ?? 'unknown'}`,
  );
  const withheld = of(request, 'withheld').map(
    (item) => `- ${what(item)}. ${flown(item, time_zone)}.\n  Why: ${item.reason}\n  Law: ${item.citation}`,
  );
  return [
    agency_name,
    both(written_at_utc_ms, time_zone),
    ...(request.state === 'open' ? ['', 'DRAFT: the request is not answered yet.'] : []),
    '',
    `To: ${request.requester}${request.contact === '' ? '' : `, ${request.contact}`}`,
    `Your request ${request.number}, received ${both(request.received_at_utc_ms, time_zone)}`,
    `You asked for: ${request.subject}`,
    '',
    opening(letter),
    ...(released.length === 0 ? [] : ['', 'RELEASED', ...released, '', HOW_TO_CHECK]),
    ...(withheld.length === 0 ? [] : ['', 'WITHHELD', ...withheld]),
    ...(request.answer_note ? ['', request.answer_note] : []),
    '',
    signed_by,
    agency_name,
    '',
  ].join('\n');
}
