import { counts, emptyPlan, planFaults } from '@outrider/core/redaction';
import { recordPath } from '@outrider/record/folder';
import { redactionFolder, releaseFolder, renderedFile } from '@outrider/record/release';
import { evidenceFiles } from '@outrider/record/seal';
import { readVideoIndex, summaryOf } from '@outrider/record/video';
import { zipRecord } from '@outrider/record/zip';
import type { Detection, RedactionInput, RedactionPlan, TrackedRegion, VideoIndex } from '@outrider/schema';
import { recordCustody } from '../evidence/custody/events.js';
import { evidenceAt, requireSealed, withProof } from '../evidence/export.js';
import type { FlightServices } from '../flights/services.js';
import { findFlight } from '../flights/store.js';
import { filePart } from '../flights/video/file-part.js';
import { found, implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import { requireReviewable, signOff } from './sign-off.js';
import { sourceOf } from './source.js';
import {
  addPlan,
  addRedaction,
  changeRedaction,
  findRedaction,
  planOf,
  redactionsOf,
  shownRedaction,
} from './store.js';
import type { RedactionRow } from './store.js';

/** As long as a clip may be. */
const MOST_CLIP_MS = 6 * 3_600_000;
const LEAST_CLIP_MS = 200;
/** It travels over the bus in one message of at most 1 MiB. */
const MOST_PLAN_BYTES = 700_000;
const TRACK_TIMEOUT_MS = 120_000;

type Services = Pick<FlightServices, 'recordsDir' | 'vault' | 'media' | 'redactions'>;

/** Redaction of recorded video: draft, rendered, signed off by somebody else or rejected. Each step is in the audit and an event of the flight. */
export function redactionRoutes(services: Services): Implementation[] {
  return [
    ...draftRoutes(services),
    ...detectionRoutes(services),
    ...renderRoutes(services),
    ...releaseRoutes(services),
  ];
}

function draftRoutes({ recordsDir, redactions, media, vault }: Services): Implementation[] {
  const shown = (tx: AgencyTransaction, row: RedactionRow) => shownRedaction(tx, row, redactions.progressOf(row.id));
  return [
    implement('listRedactions', ({ params, read }) =>
      read(async (tx) => {
        found(await findFlight(tx, params.id), 'flight');
        const items = [];
        for (const row of await redactionsOf(tx, params.id)) items.push(await shown(tx, row));
        return { items };
      }),
    ),
    implement('createRedaction', async ({ params, body, principal, read, change, note }) => {
      const flight = found(await read((tx) => findFlight(tx, params.id)), 'flight');
      const folder = recordPath(recordsDir, principal.agencyId, flight.id);
      const range = rangeIn(found(await readVideoIndex(folder, body.camera_id), 'recording'), body);
      return change(async (tx) => {
        const id = tx.newId();
        note(id, { flight_id: flight.id, ...body });
        await addRedaction(tx, { ...newRow(tx, id, principal.name), ...body, ...range, flight_id: flight.id });
        await addPlan(tx, id, 1, emptyPlan(), principal);
        const text = `Redaction "${body.title}" was begun`;
        tx.event({ kind: 'redaction_created', text, actor: principal.name, flight_id: flight.id });
        const detail = { redaction_id: id, camera_id: body.camera_id, ...range };
        await recordCustody(tx, vault, principal, {
          flight_id: flight.id,
          kind: 'redaction_created',
          text: `${text}.`,
          detail,
        });
        return shown(tx, await findRedaction(tx, id));
      });
    }),
    implement('getRedaction', ({ params, read }) =>
      read(async (tx) => {
        const row = await findRedaction(tx, params.id);
        return { redaction: await shown(tx, row), plan: await planOf(tx, row.id, row.plan_version) };
      }),
    ),
    implement('saveRedactionPlan', ({ params, body, principal, change, note }) =>
      change(async (tx) => {
        const row = await findRedaction(tx, params.id, true);
        requireOpen(row);
        if (row.plan_version !== body.based_on_version)
          throw refuse('conflict', `The plan is at version ${row.plan_version} by now.`, 'based_on_version');
        requirePlan(body.plan, row);
        const version = row.plan_version + 1;
        note(row.id, { version, regions: body.plan.regions.length });
        await addPlan(tx, row.id, version, body.plan, principal);
        await changeRedaction(tx, row.id, { plan_version: version, state: 'draft', detail: null, rendered: null });
        return shown(tx, await findRedaction(tx, row.id));
      }),
    ),
    implement('trackRegion', async ({ params, body, read }) => {
      const source = await read(async (tx) => sourceOf(tx, await findRedaction(tx, params.id)));
      if (body.from_ms === body.to_ms) throw refuse('bad_request', 'There is no time to follow the box in.', 'to_ms');
      return media.request<TrackedRegion>('redact-track', { source, track: body }, TRACK_TIMEOUT_MS);
    }),
  ];
}

function detectionRoutes({ media }: Services): Implementation[] {
  const sourceFor = (tx: AgencyTransaction, id: string) => findRedaction(tx, id).then((row) => sourceOf(tx, row));
  return [
    implement('detectRegions', async ({ params, body, change, note }) => {
      const source = await change(async (tx) => {
        requireOpen(await findRedaction(tx, params.id));
        note(params.id, { ...body });
        return sourceFor(tx, params.id);
      });
      if (body.from_ms >= body.to_ms) throw refuse('bad_request', 'There is no time to look through.', 'to_ms');
      return media.request<Detection>('redact-detect', { redaction_id: params.id, source, detect: body });
    }),
    implement('getDetection', async ({ params, read }) => {
      const { agency_id } = await read((tx) => sourceFor(tx, params.id));
      return media.request<Detection>('redact-detection', { agency_id, redaction_id: params.id });
    }),
    implement('endDetection', async ({ params, read }) => {
      const { agency_id } = await read((tx) => sourceFor(tx, params.id));
      return media.request<Detection>('redact-detect-end', { agency_id, redaction_id: params.id });
    }),
  ];
}

function renderRoutes({ redactions }: Services): Implementation[] {
  return [
    implement('renderRedaction', async ({ params, principal, change, note }) => {
      const shown = await change(async (tx) => {
        const row = await findRedaction(tx, params.id, true);
        requireOpen(row);
        const plan = await planOf(tx, row.id, row.plan_version);
        if (plan.mode === 'hide_chosen' && !plan.regions.some((region) => counts(plan, region)))
          throw refuse('bad_request', 'The plan hides nothing: draw at least one region.', 'plan/regions');
        note(row.id, { version: row.plan_version });
        const begun = { state: 'rendering', rendered_version: row.plan_version, detail: null, rendered: null } as const;
        await changeRedaction(tx, row.id, begun);
        return shownRedaction(tx, await findRedaction(tx, row.id), 0);
      });
      redactions.follow(principal.agencyId, shown.id, shown.plan_version);
      return shown;
    }),
    implement('cancelRedaction', async ({ params, change }) => {
      const shown = await change(async (tx) => {
        const row = await findRedaction(tx, params.id, true);
        if (row.state !== 'rendering') throw refuse('redaction_state', 'Nothing of it is being rendered.', 'id');
        await changeRedaction(tx, row.id, {
          state: 'draft',
          detail: 'The rendering was ended.',
          rendered_version: null,
        });
        return shownRedaction(tx, await findRedaction(tx, row.id));
      });
      await redactions.cancel(shown.id);
      return shown;
    }),
    implement('getRedactedVideo', async ({ params, principal, read, reply }) => {
      const row = await read((tx) => findRedaction(tx, params.id));
      if (!row.rendered || !row.rendered_version)
        throw refuse('redaction_state', 'Nothing of it was rendered yet.', 'id');
      const file = renderedFile(redactionFolder(redactions.dataDir, principal.agencyId, row.id), row.rendered_version);
      return filePart(file, 'redacted.mp4', reply.request.headers.range);
    }),
  ];
}

function releaseRoutes(services: Services): Implementation[] {
  const { vault, redactions } = services;
  return [
    implement('reviewRedaction', async ({ params, body, principal, read, change, note }) => {
      if (body.decision === 'sign_off')
        return signOff(services, params.id, body.note, { principal, read, change, note });
      return change(async (tx) => {
        const row = await findRedaction(tx, params.id, true);
        await requireReviewable(tx, row, principal);
        note(row.id, { decision: 'reject' });
        const review = { reviewed_by: principal.name, reviewed_at_utc_ms: tx.nowUtcMs, review_note: body.note };
        await changeRedaction(tx, row.id, { state: 'rejected', ...review });
        const text = `Redaction "${row.title}" was rejected: ${body.note}`;
        tx.event({ kind: 'redaction_rejected', text, actor: principal.name, flight_id: row.flight_id });
        const event = { flight_id: row.flight_id, kind: 'redaction_rejected', text } as const;
        await recordCustody(tx, vault, principal, { ...event, detail: { redaction_id: row.id } });
        return shownRedaction(tx, await findRedaction(tx, row.id));
      });
    }),
    implement('exportRedaction', async ({ params, principal, read, change, note }) => {
      const folder = releaseFolder(redactionFolder(redactions.dataDir, principal.agencyId, params.id));
      const { release_manifest_sha256 } = await read((tx) => signedOff(tx, params.id));
      await requireSealed(folder, release_manifest_sha256);
      const { rows, number } = await change(async (tx) => {
        const row = await signedOff(tx, params.id);
        const manifest_sha256 = row.release_manifest_sha256;
        note(row.id, { manifest_sha256 });
        const { checkpoint } = await recordCustody(tx, vault, principal, {
          flight_id: row.flight_id,
          kind: 'redaction_exported',
          text: `Redaction "${row.title}" was exported.`,
          detail: { redaction_id: row.id, manifest_sha256 },
        });
        const { flight_number } = await sourceOf(tx, row);
        return { rows: await evidenceAt(tx, row.log_index, checkpoint), number: flight_number };
      });
      const body = await zipRecord(folder, evidenceFiles(await withProof(rows)));
      return { name: `${number}-redacted.zip`, type: 'application/zip', body };
    }),
  ];
}

async function signedOff(tx: AgencyTransaction, id: string): Promise<RedactionRow & { log_index: number }> {
  const row = await findRedaction(tx, id);
  const { log_index } = row;
  if (row.state === 'signed_off' && log_index !== null) return { ...row, log_index };
  throw refuse('redaction_state', 'It leaves the house when somebody has signed it off.', 'id');
}

const newRow = (tx: AgencyTransaction, id: string, created_by: string) => ({
  id,
  state: 'draft' as const,
  plan_version: 1,
  created_by,
  created_at_utc_ms: tx.nowUtcMs,
  changed_at_utc_ms: tx.nowUtcMs,
  rendered_version: null,
  detail: null,
  rendered: null,
  reviewed_by: null,
  reviewed_at_utc_ms: null,
  review_note: null,
  release_manifest_sha256: null,
  log_index: null,
});

/** What of the asked time was recorded. Throws bad_request for too little or too much. */
function rangeIn(index: VideoIndex, asked: RedactionInput): { from_utc_ms: number; to_utc_ms: number } {
  const recorded = summaryOf(index);
  const from_utc_ms = Math.round(Math.max(asked.from_utc_ms, recorded.from_utc_ms ?? asked.from_utc_ms));
  const to_utc_ms = Math.round(Math.min(asked.to_utc_ms, recorded.to_utc_ms ?? asked.to_utc_ms));
  if (to_utc_ms - from_utc_ms < LEAST_CLIP_MS)
    throw refuse('bad_request', 'Nothing was recorded in that time, or its end is not after its start.', 'to_utc_ms');
  if (to_utc_ms - from_utc_ms > MOST_CLIP_MS)
    throw refuse(
      'bad_request',
      `One redaction is of at most ${MOST_CLIP_MS / 3_600_000} hours; make several.`,
      'to_utc_ms',
    );
  return { from_utc_ms, to_utc_ms };
}

function requireOpen(row: RedactionRow): void {
  if (row.state === 'signed_off')
    throw refuse('redaction_state', 'It is signed off; begin another one to change it.', 'id');
  if (row.state === 'rendering') throw refuse('redaction_state', 'It is being rendered; end that first.', 'id');
}

function requirePlan(plan: RedactionPlan, row: RedactionRow): void {
  if (Buffer.byteLength(JSON.stringify(plan)) > MOST_PLAN_BYTES)
    throw refuse(
      'too_large',
      `A plan has at most ${MOST_PLAN_BYTES} bytes; take fewer keyframes, or split the clip.`,
      'plan',
    );
  const [fault] = planFaults(plan, row.to_utc_ms - row.from_utc_ms);
  if (fault) throw refuse('bad_request', fault.text, fault.field);
}
