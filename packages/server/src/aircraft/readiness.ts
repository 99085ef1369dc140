import type {
  AgencyPolicy,
  Aircraft,
  Readiness,
  ReadinessItem,
  TelemetrySample,
  VehicleStatus,
} from '@outrider/schema';

/** Everything that readiness is decided from. */
export interface ReadinessInput {
  aircraft: Aircraft;
  status: VehicleStatus | null;
  sample: TelemetrySample | null;
  policy: AgencyPolicy;
  nowUtcMs: number;
}

/** May it take off, and if not why. */
export function readinessOf({ aircraft, status }: ReadinessInput): Readiness {
  const items: ReadinessItem[] = [
    {
      key: 'grounding',
      label: 'Not grounded',
      state: aircraft.grounding === null ? 'ok' : 'not_ready',
      detail: aircraft.grounding?.reason ?? 'No grounding tag.',
      hard_stop: true,
      remedy: aircraft.grounding === null ? null : 'remove_grounding',
    },
    {
      key: 'link',
      label: 'Live link',
      state: status?.link === 'live' ? 'ok' : 'not_ready',
      detail: status === null ? 'No live link is bound.' : `The link is ${status.link}.`,
      hard_stop: true,
      remedy: status === null ? 'bind_vehicle' : null,
    },
  ];
  return { state: items.some((item) => item.state === 'not_ready') ? 'not_ready' : 'ready', items };
}
