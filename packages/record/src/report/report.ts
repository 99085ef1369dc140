import { decided } from './decision.js';
import type { ReportFacts } from './facts.js';
import { Html, html } from './html.js';
import { identity } from './identity.js';
import { custody, proof, verdictBox } from './proof.js';
import { STYLE } from './style.js';
import { timeline, where } from './timeline.js';
import { both } from './times.js';
import { video } from './video.js';

/** Nothing of the page may run or be fetched, whatever stands in it. */
export const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * A flight as a page for a court: self-contained HTML that prints, every text in it escaped. Pure: the same facts give the same
 * bytes. It proves nothing by itself and says how to verify the record.
 */
export function courtReport(report: ReportFacts): string {
  const { flight, agency_name, made_at_utc_ms, made_by, time_zone, record } = report;
  const title = `Flight ${flight.number}, ${agency_name}`;
  const preliminary =
    record.state === 'sealed' ? null : html`<p><b>Preliminary: the record is not sealed.</b> ${record.detail}</p>`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}" />
        <title>${title}</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <header>
          <h1>Report on flight ${flight.number}</h1>
          <p class="of">${agency_name}. Made ${both(made_at_utc_ms, time_zone)} by ${made_by}.</p>
          ${preliminary}${verdictBox(report)}
        </header>
        <main>
          ${identity(report)}${decided(report)}${where(report)}${timeline(report)}${video(report)}${custody(report)}${proof(report)}
        </main>
      </body>
    </html>`;
  return `${page.markup}\n`;
}
