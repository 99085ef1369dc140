import type { Alert, DispatchDecision, Flight, Incident, VerificationReport } from '@outrider/schema';
import { describe, expect, it } from 'vitest';
import { courtReport } from './index.js';
import type { ReportFacts } from './index.js';

const ID = '01938d2a-0000-7000-8000-000000000001';
const T = Date.UTC(2026, 10, 28, 12);
const HOSTILE = `</td></table><script>window.hit = 1</script><img src=x onerror="window.hit = 1">'"&\u202e\u0000`;

/** A report in which every text that somebody can write is `text`. */
function reportOf(text: string): ReportFacts {
  const flight = {
    id: ID,
    number: 'F26-000123',
    aircraft_id: ID,
    aircraft_name: text,
    purpose: 'incident',
    state: 'landed',
    state_detail: text,
    target: { latitude_deg: 37.5, longitude_deg: -122.2 },
    rpic_name: text,
    verdict: {
      word: 'permitted',
      summary: text,
      reasons: [{ rule_id: text, rule_version: text, effect: 'permitted', text, citation: text }],
      conditions: [text],
      evaluated_on: '2026-11-28',
    },
    override_reason: text,
    visual_line_of_sight_confirmed: true,
    simulated: false,
    requested_at_utc_ms: T,
    accepted_at_utc_ms: T + 5_000,
    took_off_at_utc_ms: T + 9_000,
    on_scene_at_utc_ms: null,
    landed_at_utc_ms: T + 200_000,
    distance_m: 1234,
    max_height_above_takeoff_m: 60,
  } as unknown as Flight;
  const reason = { step: 'range', code: 'x', effect: 'for', text, remedy: text };
  const candidate = { aircraft_id: ID, aircraft_name: text, can_go: true, rank: 1, time: null, reasons: [reason] };
  return {
    made_at_utc_ms: T + 300_000,
    made_by: text,
    agency_name: text,
    time_zone: 'America/Los_Angeles',
    units: 'us',
    case_number: text,
    flight,
    requested_by_name: text,
    aircraft: { name: text, maker: text, model: text, serial: text, remote_id_serial: text },
    incident: {
      number: '26-1',
      external_id: text,
      type: text,
      priority: 1,
      location: { latitude_deg: 37.5, longitude_deg: -122.2, uncertainty_m: 10, address: text },
      narrative: text,
      received_at_utc_ms: T,
    } as Incident,
    decision: { decided_at_utc_ms: T, input_hash: text, candidates: [candidate] } as unknown as DispatchDecision,
    events: [
      {
        seq: 1,
        at_utc_ms: T,
        kind: 'marker',
        text,
        actor: text,
        data: { position: { latitude_deg: 37.5, longitude_deg: -122.2 } },
      },
      { seq: 2, at_utc_ms: T + 1, kind: 'control', text, actor: text, data: {} },
    ],
    commands: [
      {
        action: { kind: 'hold', note: text } as never,
        origin: 'user',
        state: 'done',
        detail: text,
        requested_at_utc_ms: T + 20_000,
        issued_by_name: text,
        steps: [
          { state: 'sent', at_utc_ms: T + 20_001 },
          { state: 'acknowledged', at_utc_ms: T + 20_100 },
        ],
      },
    ],
    alerts: [
      {
        level: 'caution',
        text,
        raised_at_utc_ms: T,
        cleared_at_utc_ms: null,
        acknowledged_at_utc_ms: T,
        acknowledged_by_name: text,
      } as Alert & { acknowledged_by_name: string },
    ],
    track: {
      utc_ms: [T, T + 1000, T + 60_000],
      latitude_deg: [37.5, 37.501, 37.5],
      longitude_deg: [-122.2, -122.2, -122.21],
    } as never,
    video: [
      {
        camera_name: text,
        segments: [
          { file: 'video/c/000001.mp4', from_utc_ms: T, to_utc_ms: T + 10_000, bytes: 2e6, sha256: 'ab'.repeat(32) },
        ],
        gaps: [{ from_utc_ms: T + 10_000, to_utc_ms: T + 12_500, why: 'packets_lost' }],
      },
    ],
    originals: [
      {
        file: 'f',
        name: text,
        imported_by: text,
        imported_at_utc_ms: T,
        addendum: 1,
        from_utc_ms: null,
        to_utc_ms: null,
        bytes: 5,
        sha256: null,
      },
    ],
    custody: [{ at_utc_ms: T, text, by: text }],
    record: {
      state: 'sealed',
      sealed_at_utc_ms: T,
      manifest_sha256: 'cd'.repeat(32),
      key_id: 'aabbccdd',
      log_index: 4,
      held_outside: false,
      incomplete_reason: text,
    } as never,
    keys: [],
    verification: {
      verdict: 'proven',
      findings: [{ level: 'proven', code: 'x', text, file: text, from_s: null, to_s: null }],
    } as unknown as VerificationReport,
  };
}

const tagsOf = (page: string): string[] => page.replace(/<style>.*?<\/style>/s, '').match(/<[^>]*>/g) ?? [];

describe('a report for a court', () => {
  it('has the same tags whatever its texts hold', () => {
    const [plain, hostile] = [courtReport(reportOf('plain')), courtReport(reportOf(HOSTILE))];
    expect(tagsOf(hostile)).toEqual(tagsOf(plain));
    for (const piece of ['<script', '<img', '\u0000', '\u202e']) expect(hostile).not.toContain(piece);
    expect(hostile).toContain('\u27e8U+202E\u27e9');
    expect(hostile.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(25);
  });

  it('lets nothing run and fetches nothing', () => {
    const page = courtReport(reportOf('plain'));
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;');
    expect(page).not.toMatch(/(src|href)=|url\(|@import/);
  });

  it('says commands with their acknowledgements, gaps with their reason, hashes, and how to verify', () => {
    const page = courtReport(reportOf('plain'));
    for (const words of [
      'sent 12:00:20.001, acknowledged 12:00:20.100',
      'they were lost on the way',
      'ab'.repeat(32),
      'npx outrider verify',
      '28 Nov 2026, 04:00:00',
      'Nothing was found missing or altered',
    ])
      expect(page).toContain(words);
  });

  it('breaks the track where no position came, and has a scale of a round length', () => {
    const page = courtReport(reportOf('plain'));
    expect(page.match(/<polyline/g)).toHaveLength(2);
    expect(page).toMatch(/>\s*[125]0* k?m\s*<\/text/);
  });

  it('of an unsealed, altered flight without anything says so', () => {
    const empty = reportOf('plain');
    const page = courtReport({
      ...empty,
      aircraft: null,
      incident: null,
      decision: null,
      custody: [],
      events: [],
      commands: [],
      alerts: [],
      video: [],
      originals: [],
      track: { utc_ms: [], latitude_deg: [], longitude_deg: [] } as never,
      record: { ...empty.record, state: 'open', sealed_at_utc_ms: null, detail: 'The flight has not ended.' },
      verification: {
        ...empty.verification,
        verdict: 'altered',
        findings: [
          { level: 'altered', code: 'x', text: 'Segment 3 was altered.', file: null, from_s: null, to_s: null },
        ],
      },
    });
    for (const words of [
      'Preliminary',
      'The flight has not ended.',
      'No position was recorded',
      'Segment 3 was altered.',
      'No live video',
    ])
      expect(page).toContain(words);
  });
});
