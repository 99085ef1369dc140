import type { FindingLevel, VerificationReport } from '@outrider/schema';
import type { ReportFacts } from './facts.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { facts, hash, list, section, table } from './parts.js';
import { both, utc } from './times.js';

const VERDICT: Readonly<Record<VerificationReport['verdict'], string>> = {
  proven: 'Proven: the record is sealed, and nothing in it is missing or altered.',
  unconfirmed:
    'Not confirmed: nothing in the record is missing or altered, but nothing from outside it shows whose it is or that it was not replaced.',
  unsealed: 'Not sealed: nothing was found altered, but nobody has signed for what the record holds and for its end.',
  altered: 'Altered: something of the record is missing or was changed after it was written. It is named below.',
  unreadable: 'Unreadable: this is not a record that can be verified.',
};

/** The one line that a reader needs first. */
export const verdictBox = ({ verification }: ReportFacts): Html =>
  html`<p class="verdict" data-verdict="${verification.verdict}">${VERDICT[verification.verdict]}</p>`;

export function custody({ custody: lines }: ReportFacts): Html {
  if (lines.length === 0)
    return section('Custody', [html`<p>Nobody has viewed, exported or released this record yet.</p>`]);
  const rows = lines.map(({ at_utc_ms, text, by }) => [utc(at_utc_ms), text, by ?? 'the system']);
  return section('Custody', [table(['#When', 'What', 'By'], rows)]);
}

/** What holds, what does not, and what cannot be known. */
export function proof(report: ReportFacts): Html[] {
  const { record, verification, keys, time_zone } = report;
  const of = (...levels: FindingLevel[]): string[] =>
    verification.findings.filter(({ level }) => levels.includes(level)).map(({ text }) => text);
  const wrong = of('altered', 'missing');
  const key = keys.find(({ key_id }) => key_id === record.key_id) ?? keys.at(-1);
  return [
    section('What is proven', [
      verdictBox(report),
      facts([
        ['Sealed', record.sealed_at_utc_ms === null ? 'not yet' : both(record.sealed_at_utc_ms, time_zone)],
        ['SHA-256 of the manifest', hash(record.manifest_sha256)],
        ['Key that signed', record.key_id ?? 'none'],
        ['Public key', key ? html`<code>${key.verifier_key}</code>` : 'none'],
        ['Place in the log', record.log_index === null ? 'none' : `number ${record.log_index + 1}`],
        ['Held outside the agency', record.held_outside ? 'yes, a checkpoint behind it' : 'not yet'],
      ]),
      list(of('proven')),
    ]),
    section('What is missing, altered or cannot be known', [
      wrong.length === 0 ? html`<p>Nothing was found missing or altered.</p>` : list(wrong),
      list([...(record.incomplete_reason === null ? [] : [record.incomplete_reason]), ...of('note', 'unknown')]),
    ]),
    howToVerify(),
  ];
}

const howToVerify = (): Html =>
  section('How to verify this yourself', [
    html`<p>
      This report is for reading. What proves is the record that it was exported with: a ZIP with every file, a signed
      manifest and a proof of its place in the agency's log. On any computer with Node.js, without a network connection
      to the agency:
    </p>`,
    html`<pre><code>npx outrider verify RECORD.zip --key KEY.txt --checkpoint CHECKPOINT.txt</code></pre>`,
    list([
      'KEY.txt holds the public key above, taken from where the agency has published it and not from this report.',
      'CHECKPOINT.txt is one that somebody outside the agency has kept; without it the agency alone vouches that nothing was replaced.',
      'The command says what is proven, what is missing and what was altered, down to the segment of video and its seconds.',
      'The page Evidence of the console does the same in a browser with a file that is dropped on it, and sends it nowhere.',
    ]),
  ]);
