import type { AgencyPolicy, Aircraft, LiveEvent } from '@outrider/schema';

type Told = Exclude<LiveEvent, { kind: 'fleet' | 'lease' | 'gateway' | 'gateway_gone' | 'camera_status' }>;
type Pair<E> = E extends { kind: infer K; value: infer V } ? { kind: K; value: V } : never;

/**
 * A committed change that other parts of the server and the consoles must learn. Most go to consoles as they are; an aircraft or
 * a policy changes readiness, so the live feed makes fleet entries of them.
 */
export type Change =
  | Pair<Told>
  | { kind: 'aircraft'; value: Aircraft }
  | { kind: 'policy'; value: AgencyPolicy }
  /** Volumes, terrain, approved makers: inputs of decisions that are loaded again when needed. */
  | { kind: 'inputs'; value: { what: 'airspace' | 'terrain' | 'approved_makers' | 'bindings' } };

/** All changes of one transaction. `seq` grows by one per agency; null changes mean too many to send: load again. */
export interface ChangeSet {
  seq: number;
  changes: Change[] | null;
}

export const changesSubject = (agencyId: string): string => `changes.${agencyId}`;

// Far below the bus's limit of 1 MiB.
const MAX_CHANGE_SET_BYTES = 512 * 1024;

/** The message for the bus; without the changes when they are too large for it. */
export function encodeChangeSet(set: ChangeSet): Uint8Array {
  const whole = Buffer.from(JSON.stringify(set));
  if (whole.byteLength <= MAX_CHANGE_SET_BYTES) return whole;
  return Buffer.from(JSON.stringify({ seq: set.seq, changes: null } satisfies ChangeSet));
}

/** Written by a server of the same deployment, so its form is trusted. */
export const decodeChangeSet = (bytes: Uint8Array): ChangeSet => JSON.parse(Buffer.from(bytes).toString()) as ChangeSet;
