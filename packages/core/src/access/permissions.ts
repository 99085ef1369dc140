/** What may be permitted. A permission is `resource:verb`; routes and socket messages name one each. */
export const PERMISSIONS = [
  'session:own',
  'users:read',
  'users:write',
  'api-keys:write',
  'audit:read',
  'agencies:write',
  /** Add and revoke gateways on other machines. */
  'gateways:write',
  'policy:read',
  'policy:write',
  'trust:read',
  'trust:write',
  'crew:read',
  'crew:own',
  'crew:write',
  'aircraft:read',
  'aircraft:write',
  'aircraft:ground',
  'aircraft:check',
  'aircraft:command',
  /** Cutting the motors. No role holds it; an agency grants it by name. */
  'aircraft:terminate',
  'vehicles:read',
  'vehicles:bind',
  'airspace:read',
  'airspace:write',
  'weather:read',
  'weather:write',
  'incidents:read',
  'incidents:write',
  'dispatch:decide',
  'flights:read',
  'flights:request',
  'flights:accept',
  'flights:export',
  /** Say something to the crew of a flight, or mark a moment of it. */
  'flights:message',
  'alerts:read',
  'alerts:acknowledge',
  'reports:read',
  /** See the state of records, verify them, see public keys and the log. */
  'evidence:read',
  /** Take whole records out of the house. */
  'evidence:export',
  /** Draw what is hidden in video for release, and have it rendered. */
  'evidence:redact',
  /** Sign off redacted video that somebody else drew. */
  'evidence:review',
  /** Give records case numbers, and hold them back from deletion. */
  'evidence:hold',
  /** Set how long records are kept. */
  'evidence:retention',
  /** Bring originals from an aircraft's own card into a record. */
  'evidence:import',
  /** Enter requests for records, release and withhold. */
  'evidence:release',
  /** Change the key that signs, and where checkpoints go. */
  'evidence:keys',
  'live:read',
  /** Watch cameras live. */
  'video:view',
  /** Make and end links that show live video without an account. */
  'video:share',
  'cameras:write',
  /** Take, renew and release a control lease. */
  'control:take',
  /** Steer by hand (stick frames). */
  'control:manual',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const known: ReadonlySet<string> = new Set(PERMISSIONS);
/** True for a word of the list above. */
export const isPermission = (word: string): word is Permission => known.has(word);

/** What an API key of a feed (CAD, weather station, report) may hold: nothing that moves an aircraft or changes who may. */
export const API_KEY_PERMISSIONS: readonly Permission[] = [
  'aircraft:read',
  'airspace:read',
  'airspace:write',
  'alerts:read',
  'crew:read',
  'flights:export',
  'flights:read',
  'incidents:read',
  'incidents:write',
  'live:read',
  'reports:read',
  'vehicles:read',
  'weather:read',
  'weather:write',
];
