/** Names of what passes over the bus; ../gateway.ts says what each carries. Without TypeBox, since every process needs them at its start. */
export const GATEWAY_VERBS = [
  'vehicles',
  'configure',
  'command',
  'start-flight',
  'end-flight',
  'divert',
  'limits',
  'control',
  'alert-ack',
  'spool',
  'spool-ack',
  'journal',
  'parameters',
] as const;
export type GatewayVerb = (typeof GATEWAY_VERBS)[number];
export const gatewaySubject = (gateway: string, verb: GatewayVerb): string => `gateway.${gateway}.${verb}`;
/** Binary stick frames, core/command codec; no answer. */
export const stickSubject = (gateway: string): string => `stick.${gateway}`;
export const telemetrySubject = (agencyId: string): string => `telemetry.${agencyId}`;
export const eventsSubject = (gateway: string): string => `events.${gateway}`;
export const controlSubject = (agencyId: string): string => `control.${agencyId}`;
export const vehicleStatusSubject = (gateway: string): string => `vehicle-status.${gateway}`;
/** Gateways announce themselves at start and every 5 s with a GatewayHello. */
export const gatewayHelloSubject = (gateway: string): string => `gateway-hello.${gateway}`;
/** A gateway asks the server here whether it may command vehicles: OwnershipRequest, answered with OwnershipAnswer. */
export const ownershipSubject = (gateway: string): string => `ownership.${gateway}`;
/** Where answers to a gateway's own requests come in. */
export const gatewayInbox = (gateway: string): string => `gateway-inbox.${gateway}`;
/** Name under which a gateway answers for its metrics. */
export const gatewayProcess = (gateway: string): string => (gateway === 'gateway' ? gateway : `gateway-${gateway}`);
/** The media process is asked here; ../video.ts says what each verb carries. */
export const MEDIA_VERBS = [
  'configure',
  'statuses',
  'whep',
  'whip',
  'stream',
  'close',
  'onvif',
  'redact',
  'redact-cancel',
  'redact-track',
  'redact-detect',
  'redact-detection',
  'redact-detect-end',
] as const;
export type MediaVerb = (typeof MEDIA_VERBS)[number];
export const mediaSubject = (verb: MediaVerb): string => `media.${verb}`;
/** CameraStatus[] of those that changed, once a second at most. */
export const MEDIA_STATUS_SUBJECT = 'media-status';
/** LargeViews, once a second: a simulation draws those cameras finer. */
export const MEDIA_LARGE_VIEWS_SUBJECT = 'media-large-views';
/** Said at start: the media process has no configuration, or an old one. */
export const MEDIA_HELLO_SUBJECT = 'media-hello';
export const metricsSubject = (process: string): string => `metrics.pull.${process}`;

/**
 * Everything that one gateway may say and hear on the bus; answers to what it was asked come on top. Nothing of another agency or
 * gateway is among it, and nothing of the server's own.
 */
export const gatewaySubjects = (gateway: string, agencyId: string): { says: string[]; hears: string[] } => ({
  says: [
    telemetrySubject(agencyId),
    controlSubject(agencyId),
    ...[eventsSubject, vehicleStatusSubject, gatewayHelloSubject, ownershipSubject].map((subject) => subject(gateway)),
  ],
  hears: [
    ...GATEWAY_VERBS.map((verb) => gatewaySubject(gateway, verb)),
    stickSubject(gateway),
    metricsSubject(gatewayProcess(gateway)),
    `${gatewayInbox(gateway)}.>`,
  ],
});
