/** Records of flights as evidence: state, verification, export, keys, and the agency's log. */
import Type from 'typebox';
import {
  AgencyPublicKey,
  CheckpointTarget,
  CheckpointTargets,
  FlightRecordState,
  InclusionProof,
  LogLeaf,
  Sha256Hex,
  SignedCheckpoint,
  VerificationReport,
} from '../evidence.js';
import { Id, Nullable, Strict } from '../primitives.js';
import { page, pageQuery, route } from './route.js';

const params = Strict({ id: Id });
const Size = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

export const evidenceRoutes = [
  route({
    id: 'getRecord',
    method: 'GET',
    path: '/flights/{id}/record',
    permission: 'evidence:read',
    summary: 'State of the record of a flight: open, waiting or sealed, and its chain',
    params,
    response: FlightRecordState,
  }),
  route({
    id: 'verifyRecord',
    method: 'POST',
    path: '/flights/{id}/record/verify',
    permission: 'evidence:read',
    summary: 'Verify the record now, as "outrider verify" does',
    params,
    response: VerificationReport,
  }),
  route({
    id: 'exportRecord',
    method: 'GET',
    path: '/flights/{id}/record/export',
    permission: 'evidence:export',
    summary: 'The sealed record as a ZIP with all that verifies it',
    params,
    response: Type.Unknown(),
    responseType: 'application/zip',
  }),
  route({
    id: 'listEvidenceKeys',
    method: 'GET',
    path: '/evidence/keys',
    permission: 'evidence:read',
    summary: 'Public keys of the agency, oldest first; give them to whoever verifies',
    response: Strict({ items: Type.Array(AgencyPublicKey) }),
  }),
  route({
    id: 'rotateEvidenceKey',
    method: 'POST',
    path: '/evidence/keys/rotate',
    permission: 'evidence:keys',
    summary: 'Sign with a new key from now on; the old one signs that it follows',
    response: AgencyPublicKey,
  }),
  route({
    id: 'listLogLeaves',
    method: 'GET',
    path: '/evidence/log',
    permission: 'evidence:read',
    summary: 'The agency\u2019s append-only log, newest first',
    query: Strict(pageQuery),
    response: page(Strict({ index: Size, leaf_hash: Sha256Hex, leaf: LogLeaf })),
  }),
  route({
    id: 'listCheckpoints',
    method: 'GET',
    path: '/evidence/checkpoints',
    permission: 'evidence:read',
    summary: 'Signed checkpoints of the log, newest first',
    query: Strict(pageQuery),
    response: page(SignedCheckpoint),
  }),
  route({
    id: 'getInclusionProof',
    method: 'GET',
    path: '/evidence/inclusion',
    permission: 'evidence:read',
    summary: 'That a leaf is in the log; the newest leaf unless an index is given, null of an empty log',
    query: Strict({ index: Type.Optional(Size), size: Type.Optional(Size) }),
    response: Strict({ proof: Nullable(InclusionProof), checkpoint: Nullable(SignedCheckpoint) }),
  }),
  route({
    id: 'getConsistencyProof',
    method: 'GET',
    path: '/evidence/consistency',
    permission: 'evidence:read',
    summary: 'That the log of one size is the beginning of that of another (RFC 6962, 2.1.2)',
    query: Strict({ from_size: Type.Optional(Size), to_size: Type.Optional(Size) }),
    response: Strict({ from_size: Size, to_size: Size, path: Type.Array(Sha256Hex) }),
  }),
  route({
    id: 'listCheckpointTargets',
    method: 'GET',
    path: '/evidence/targets',
    permission: 'evidence:read',
    summary: 'Places outside the agency that get every checkpoint, and whether they have it',
    response: Strict({ items: Type.Array(CheckpointTarget) }),
  }),
  route({
    id: 'putCheckpointTargets',
    method: 'PUT',
    path: '/evidence/targets',
    permission: 'evidence:keys',
    summary: 'Set the places outside the agency that get every checkpoint',
    body: CheckpointTargets,
    response: Strict({ items: Type.Array(CheckpointTarget) }),
  }),
] as const;
