/** Custody of records: the custodian's list, case numbers, holds, retention. */
import Type from 'typebox';
import {
  CaseNumberInput,
  Hold,
  HoldInput,
  HoldLift,
  PlannedDeletion,
  RecordCustody,
  RecordSummary,
  RetentionKind,
  RetentionPolicy,
  RetentionState,
} from '../custody.js';
import { FlightPurpose } from '../flight.js';
import { Id, Strict, Text, WholeUtcMs, Words } from '../primitives.js';
import { page, pageQuery, route } from './route.js';

const params = Strict({ id: Id });

export const custodyRoutes = [
  route({
    id: 'listRecords',
    method: 'GET',
    path: '/evidence/records',
    permission: 'evidence:read',
    summary: 'Records of flights by text, time, purpose and hold, newest first; text finds case numbers too',
    query: Strict({
      ...pageQuery,
      q: Type.Optional(Text()),
      from_utc_ms: Type.Optional(WholeUtcMs),
      to_utc_ms: Type.Optional(WholeUtcMs),
      purpose: Type.Optional(FlightPurpose),
      hold: Type.Optional(Words(['held'] as const)),
    }),
    response: page(RecordSummary),
  }),
  route({
    id: 'getCustody',
    method: 'GET',
    path: '/flights/{id}/custody',
    permission: 'evidence:read',
    summary: 'Case number, holds, dates of deletion and every event of custody of a record',
    params,
    response: RecordCustody,
  }),
  route({
    id: 'setCaseNumber',
    method: 'PUT',
    path: '/flights/{id}/case-number',
    permission: 'evidence:hold',
    summary: 'Give the record of a flight a case number, change it, or take it away',
    params,
    body: CaseNumberInput,
    response: RecordSummary,
  }),
  route({
    id: 'setHold',
    method: 'POST',
    path: '/flights/{id}/holds',
    permission: 'evidence:hold',
    summary: 'Hold a record: nothing of it is deleted until the hold is lifted or its day has come',
    params,
    body: HoldInput,
    response: Hold,
  }),
  route({
    id: 'liftHold',
    method: 'POST',
    path: '/holds/{id}/lift',
    permission: 'evidence:hold',
    summary: 'Lift a hold; what is due is deleted a week later at the soonest',
    params,
    body: HoldLift,
    response: Hold,
  }),
  route({
    id: 'getRetention',
    method: 'GET',
    path: '/evidence/retention',
    permission: 'evidence:read',
    summary: 'How long video and telemetry are kept, by what the flight was for',
    response: RetentionState,
  }),
  route({
    id: 'putRetention',
    method: 'PUT',
    path: '/evidence/retention',
    permission: 'evidence:retention',
    summary: 'Set how long video and telemetry are kept; nothing is deleted by it in the first week',
    body: RetentionPolicy,
    response: RetentionState,
  }),
  route({
    id: 'listDeletions',
    method: 'GET',
    path: '/evidence/deletions',
    permission: 'evidence:read',
    summary: 'What will be deleted when, soonest first, as the policy and the holds stand',
    query: Strict({
      until_utc_ms: Type.Optional(WholeUtcMs),
      kind: Type.Optional(RetentionKind),
      purpose: Type.Optional(FlightPurpose),
    }),
    response: Strict({ items: Type.Array(PlannedDeletion), more: Type.Boolean() }),
  }),
  route({
    id: 'previewRetention',
    method: 'POST',
    path: '/evidence/retention/preview',
    permission: 'evidence:read',
    summary: 'What a policy would delete within a year if it were set now; nothing is set and nothing deleted',
    body: RetentionPolicy,
    response: Strict({ items: Type.Array(PlannedDeletion), more: Type.Boolean() }),
  }),
] as const;
