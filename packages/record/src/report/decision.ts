import type { Candidate } from '@outrider/schema';
import type { ReportFacts } from './facts.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { facts, list, section, table, words } from './parts.js';
import { both } from './times.js';

/** Why this aircraft: what trust said, and how every other one was judged. */
export const decided = (report: ReportFacts): Html[] => [verdict(report), dispatch(report)];

function verdict({ flight }: ReportFacts): Html {
  const found = flight.verdict;
  if (!found) return section('Trust verdict', [html`<p>No verdict is on record for this flight.</p>`]);
  const reasons = found.reasons.map(({ rule_id, rule_version, effect, text, citation }) => [
    `${rule_id} ${rule_version}`,
    words(effect),
    text,
    citation ?? 'none',
  ]);
  return section('Trust verdict', [
    facts([
      ['Verdict', words(found.word)],
      ['In short', found.summary],
      ['Judged on', found.evaluated_on],
      ['Conditions', found.conditions.length === 0 ? 'none' : found.conditions.join(' ')],
    ]),
    reasons.length === 0 ? null : table(['Rule', 'Effect', 'Reason', 'Citation'], reasons),
  ]);
}

function dispatch({ decision, flight, time_zone }: ReportFacts): Html {
  if (!decision)
    return section('Dispatch decision', [
      html`<p>The flight was asked for by hand: no decision ranked aircraft for it.</p>`,
    ]);
  const chosen = decision.candidates.find(({ aircraft_id }) => aircraft_id === flight.aircraft_id);
  return section('Dispatch decision', [
    facts([
      ['Decided', both(decision.decided_at_utc_ms, time_zone)],
      ['Hash of its inputs', html`<code>${decision.input_hash}</code>`],
    ]),
    chosen ? html`<h3>Reasons for and against ${chosen.aircraft_name}</h3>` : null,
    chosen
      ? list(chosen.reasons.map(({ step, effect, text }) => `${words(step)}, ${effect}: ${text}`))
      : html`<p>The aircraft that flew is not among those which were judged.</p>`,
    html`<h3>Every aircraft that was judged</h3>`,
    table(['#Rank', '#Aircraft', '#To the scene', 'Judgement'], decision.candidates.map(candidate)),
  ]);
}

function candidate({ rank, aircraft_name, can_go, time, reasons, estimated }: Candidate) {
  const against = reasons.filter(({ effect }) => effect === 'against').map(({ text }) => text);
  const seconds = time === null ? 'unknown' : `${estimated ? 'at least ' : ''}${Math.round(time.total_s)} s`;
  return [rank ?? 'none', aircraft_name, seconds, can_go ? 'Could go.' : `Could not go. ${against.join(' ')}`];
}
