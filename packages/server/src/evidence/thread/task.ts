import type { AgencyPublicKey, VerificationReport } from '@outrider/schema';

/** Work that takes long and must not hold up who flies. */
export type EvidenceTask =
  | { kind: 'verify'; folder: string; keys: AgencyPublicKey[] }
  | { kind: 'inclusion'; leaves: Uint8Array; index: number }
  | { kind: 'consistency'; leaves: Uint8Array; from_size: number };
/** Proofs as hashes in hexadecimal. */
export interface TaskAnswers {
  verify: VerificationReport;
  inclusion: string[];
  consistency: string[];
}
