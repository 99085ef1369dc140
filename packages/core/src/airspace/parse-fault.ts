/** What was wrong in a GeoJSON document, where, and what would put it right. */
export interface VolumeFault {
  /** Position in `features`, from 0; null where the document itself is wrong. */
  readonly feature_index: number | null;
  readonly property: string;
  readonly message: string;
  readonly remedy: string;
}

/** Leaves the parser at the first fault; `parseVolumes` turns it into an answer. */
export class ParseFault extends Error {
  constructor(readonly fault: VolumeFault) {
    super(fault.message);
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fault as one sentence for a user. */
export function volumeFaultText(fault: VolumeFault): string {
  const where = fault.feature_index === null ? 'The document' : `Feature ${fault.feature_index}`;
  return `${where}, ${fault.property}: ${fault.message} ${fault.remedy}`;
}
