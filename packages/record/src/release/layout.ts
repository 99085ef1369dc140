import { join } from 'node:path';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The redacted video inside the folder that is released. */
export const RELEASED_VIDEO = 'redacted.mp4';
/** What was hidden, beside it: the plan as RFC 8785 JSON, without the words that people wrote to its regions. */
export const RELEASED_PLAN = 'plan.json';

/** Folder of a redaction: `<data>/redactions/<agency>/<redaction>`. Throws on anything that is not an id, so that no path can escape. */
export function redactionFolder(dataDir: string, agencyId: string, redactionId: string): string {
  for (const id of [agencyId, redactionId]) if (!UUID.test(id)) throw new Error(`"${id}" is not an id`);
  return join(dataDir, 'redactions', agencyId, redactionId);
}

/** A version that was rendered and that nobody has signed off yet. */
export const renderedFile = (folder: string, version: number): string => join(folder, `rendered-${version}.mp4`);
/** Where finished pieces of it lie until it is whole. */
export const piecesFolder = (rendered: string): string => `${rendered}.pieces`;
/** What was signed off: a sealed record of its own, which names the one it was made from. */
export const releaseFolder = (folder: string): string => join(folder, 'release');
/** Where one attempt to sign off makes what becomes the release. Two attempts have nothing in common. */
export const releaseDraftFolder = (folder: string, attempt: string): string => join(folder, `release-${attempt}`);
