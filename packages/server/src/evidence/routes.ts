import { recordPath } from '@outrider/record/folder';
import { REPORT_POLICY } from '@outrider/record/report';
import { findFlight } from '../flights/store.js';
import type { FlightServices } from '../flights/services.js';
import { found, implement, refuse } from '../platform/index.js';
import type { AgencyTransaction, Implementation } from '../platform/index.js';
import { knownAddenda } from './addenda.js';
import { exportRecord, logExport, requireSealed, sealedRow } from './export.js';
import { publicKeys, rotateKey } from './keys/store.js';
import {
  checkpointOfSize,
  leafAt,
  leafHashes,
  newestCheckpoint,
  newestCheckpoints,
  newestLeaves,
} from './log/store.js';
import { listTargets, replaceTargets } from './outside/targets.js';
import { recordRows, recordState } from './record-state.js';
import { makeReport } from './report/index.js';
import { findRecord } from './store.js';
import { runTask } from './thread/run-task.js';
import { verifyNow } from './verify-now.js';

const PAGE = 100;
type EvidenceServices = Pick<FlightServices, 'recordsDir' | 'vault' | 'settings'>;

export function evidenceRoutes(services: EvidenceServices): Implementation[] {
  return [...recordRoutes(services), ...keyRoutes(services), ...logRoutes(), ...targetRoutes(services)];
}

function recordRoutes({ recordsDir, vault }: EvidenceServices): Implementation[] {
  return [
    implement('getRecord', async ({ params, principal, read }) => {
      const rows = await read(async (tx) => {
        found(await findFlight(tx, params.id), 'flight');
        return recordRows(tx, params.id);
      });
      return recordState(recordsDir, principal.agencyId, params.id, rows);
    }),
    implement('verifyRecord', async ({ params, principal, read, note }) => {
      const report = await verifyNow(recordsDir, principal.agencyId, read, params.id);
      note(params.id, { verdict: report.verdict });
      return report;
    }),
    implement('getRecordReport', async ({ params, principal, read }) => {
      const body = await makeReport(recordsDir, read, principal, params.id);
      const headers = { 'content-security-policy': REPORT_POLICY, 'cache-control': 'no-store' };
      return { name: null, type: 'text/html; charset=utf-8', body, headers };
    }),
    implement('exportRecord', async ({ params, principal, read, change, note }) => {
      const sealed = await read((tx) => sealedFlight(tx, params.id));
      await requireSealed(recordPath(recordsDir, principal.agencyId, params.id), sealed.row.manifest_sha256);
      const report = await makeReport(recordsDir, read, principal, params.id);
      const addenda = await knownAddenda(recordPath(recordsDir, principal.agencyId, params.id));
      const { flight, exported } = await change(async (tx) => {
        const { flight, row } = await sealedFlight(tx, params.id);
        note(flight.id, { manifest_sha256: row.manifest_sha256 });
        return { flight, exported: await logExport(tx, flight, row, vault, principal, { report, addenda }) };
      });
      return exportRecord(recordsDir, principal.agencyId, flight, exported);
    }),
  ];
}

async function sealedFlight(tx: AgencyTransaction, id: string) {
  const flight = found(await findFlight(tx, id), 'flight');
  return { flight, row: sealedRow(await findRecord(tx, flight.id), flight) };
}

function keyRoutes({ vault }: EvidenceServices): Implementation[] {
  return [
    implement('listEvidenceKeys', async ({ read }) => ({ items: await read(publicKeys) })),
    implement('rotateEvidenceKey', ({ change, note }) =>
      change(async (tx) => {
        const key = await rotateKey(tx, vault);
        note(key.key_id, { previous: key.succession?.previous_key_id ?? null });
        return key;
      }),
    ),
  ];
}

function logRoutes(): Implementation[] {
  return [
    implement('listLogLeaves', async ({ query, read }) => {
      const limit = query.limit ?? PAGE;
      const rows = await read((tx) => newestLeaves(tx, cursorOf(query.cursor), limit + 1));
      return pageOf(rows, limit, ({ index }) => index);
    }),
    implement('listCheckpoints', async ({ query, read }) => {
      const limit = query.limit ?? PAGE;
      const rows = await read((tx) => newestCheckpoints(tx, cursorOf(query.cursor), limit + 1));
      return pageOf(rows, limit, ({ size }) => size);
    }),
    implement('getInclusionProof', async ({ query, read }) => {
      const log = await read(async (tx) => {
        const checkpoint =
          query.size === undefined ? await newestCheckpoint(tx) : await checkpointOfSize(tx, query.size);
        const index = query.index ?? (checkpoint ? checkpoint.size - 1 : 0);
        if (!checkpoint && query.size === undefined && query.index === undefined) return null;
        if (!checkpoint) throw refuse('not_found', 'The log has no checkpoint of this size.', 'size');
        const leaf = index < checkpoint.size ? await leafAt(tx, index) : null;
        if (!leaf)
          throw refuse('not_found', `A log of ${checkpoint.size} leaves has none with index ${index}.`, 'index');
        return { checkpoint, index, leaf, leaves: await leafHashes(tx, checkpoint.size) };
      });
      if (!log) return { proof: null, checkpoint: null };
      const { checkpoint, index, leaf, leaves } = log;
      const path = await runTask({ kind: 'inclusion', leaves, index });
      return { proof: { v: 1, leaf, index, size: checkpoint.size, path }, checkpoint };
    }),
    implement('getConsistencyProof', async ({ query, read }) => {
      const { from_size, to_size, leaves } = await read(async (tx) => {
        const newest = (await newestCheckpoint(tx))?.size ?? 0;
        const [to_size, from_size] = [query.to_size ?? newest, query.from_size ?? 0];
        if (to_size > newest) throw refuse('bad_request', `The log has ${newest} leaves.`, 'to_size');
        if (from_size > to_size)
          throw refuse('bad_request', 'A log does not shrink: from_size is above to_size.', 'from_size');
        return { from_size, to_size, leaves: from_size === 0 ? null : await leafHashes(tx, to_size) };
      });
      // Every log begins with the empty one; there is nothing to prove.
      return { from_size, to_size, path: leaves ? await runTask({ kind: 'consistency', leaves, from_size }) : [] };
    }),
  ];
}

function cursorOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null;
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw refuse('bad_request', 'The field "cursor" is not one that this list gave out.', 'cursor');
}

function pageOf<T>(
  rows: readonly T[],
  limit: number,
  at: (row: T) => number,
): { items: T[]; next_cursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: rows.length > limit && last !== undefined ? String(at(last)) : null };
}

function targetRoutes({ settings }: EvidenceServices): Implementation[] {
  return [
    implement('listCheckpointTargets', async ({ read }) => ({ items: await read(listTargets) })),
    implement('putCheckpointTargets', ({ body, change, note }) =>
      change(async (tx) => {
        note(null, { targets: body.targets });
        const { checkpoint_folder: folder, plain_http_hosts: plainHttpHosts } = settings.evidence;
        const mail = settings.mail.host !== null && settings.mail.from !== null;
        return { items: await replaceTargets(tx, body.targets, { folder, plainHttpHosts, mail }) };
      }),
    ),
  ];
}
