import type { DispatchDecision } from '@outrider/schema';
import { askAboutOutranking } from '../flights/outranked.js';
import { findIncident } from '../incidents/store.js';
import { found, implement } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import type { Decider } from './decide.js';

export function dispatchRoutes(decider: Decider): Implementation[] {
  return [
    implement('decide', ({ params, change, note }) =>
      change(async (tx) => {
        const incident = found(await findIncident(tx, params.id), 'incident');
        const { latitude_deg, longitude_deg } = incident.location;
        const target = { latitude_deg, longitude_deg };
        const asked = {
          incident,
          purpose: 'incident' as const,
          target,
          waypoints: [],
          rpic_user_id: null,
          trust_override_reason: null,
          must_route_aircraft_id: null,
          for_flight: null,
        };
        const decision = await decider.decide(tx, asked);
        await decider.keep(tx, decision);
        await askAboutOutranking(tx, incident, decision);
        note(incident.id, summaryOf(decision));
        return decision;
      }),
    ),
    implement('decideForPoint', ({ body, change, note }) =>
      change(async (tx) => {
        const asked = {
          incident: null,
          purpose: body.purpose,
          target: body.target,
          waypoints: body.waypoints ?? [],
          rpic_user_id: null,
          trust_override_reason: null,
          must_route_aircraft_id: null,
          for_flight: null,
        };
        const decision = await decider.decide(tx, asked);
        await decider.keep(tx, decision);
        note(decision.id, summaryOf(decision));
        return decision;
      }),
    ),
    implement('getDecision', ({ params, read }) =>
      read(
        async (tx) =>
          found(
            await tx.sql.selectFrom('decisions').select('decision').where('id', '=', params.id).executeTakeFirst(),
            'decision',
          ).decision,
      ),
    ),
  ];
}

function summaryOf(decision: DispatchDecision): Record<string, unknown> {
  const able = decision.candidates.filter((candidate) => candidate.can_go).map((candidate) => candidate.aircraft_name);
  return { decision_id: decision.id, input_hash: decision.input_hash, able_to_go: able };
}
