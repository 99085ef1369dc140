import type { Flight } from '@outrider/schema';
import { positionOf } from '@outrider/core/vehicle';
import { call } from '../../../live/api.js';
import { telemetry } from '../../../live/live.js';
import { Dialog } from '../../../ui/dialog.js';
import { notify } from '../../../ui/notices.js';
import type { FieldSpec } from '../../../ui/spec.js';
import { SpecForm } from '../../../ui/spec-form.js';
import type { Around, LimitsDraft, Places } from './draft.js';
import { AROUND, draftOf, limitsOf } from './draft.js';

const HEIGHTS = { type: 'number', kind: 'length', max: 500, optional: true } as const;

function fieldsFor(places: Places): FieldSpec[] {
  const options = Object.fromEntries(
    (Object.keys(AROUND) as Around[]).filter((key) => places[key]).map((key) => [key, AROUND[key]]),
  );
  return [
    { ...HEIGHTS, path: 'greatest_height_m', label: 'Greatest height above take-off', min: 5 },
    { ...HEIGHTS, path: 'least_height_m', label: 'Least height above take-off', min: 1 },
    {
      type: 'number',
      kind: 'speed',
      path: 'greatest_speed_mps',
      label: 'Greatest speed',
      min: 1,
      max: 40,
      optional: true,
    },
    {
      type: 'number',
      kind: 'length',
      path: 'radius_m',
      label: 'No further than',
      min: 20,
      max: 20_000,
      optional: true,
    },
    { type: 'choice', path: 'around', label: 'From', options },
  ];
}

interface LimitsDialogProps {
  flight: Flight;
  open: boolean;
  onClose: () => void;
}

/** The RPIC says within what others may fly. An empty field is no limit. */
export function LimitsDialog({ flight, open, onClose }: LimitsDialogProps) {
  return (
    <Dialog open={open} title={`Limits for others who fly ${flight.aircraft_name}`} onClose={onClose}>
      {open && <LimitsForm flight={flight} onDone={onClose} />}
    </Dialog>
  );
}

function LimitsForm({ flight, onDone }: { flight: Flight; onDone: () => void }) {
  const sample = telemetry.get(flight.aircraft_id)?.sample;
  const places: Places = {
    target: flight.target,
    aircraft: sample ? positionOf(sample) : null,
    present: flight.limits?.area?.center ?? null,
  };
  const save = async (draft: LimitsDraft) => {
    const limits = limitsOf(draft, places);
    await call('PUT', '/flights/{id}/limits', { path: { id: flight.id }, body: { limits } });
    notify(
      limits ? 'The limits are set' : 'Nothing is limited',
      'They bind from the next stick on. They do not bind you.',
    );
    onDone();
  };
  return (
    <>
      <p className="muted">
        They bind sticks and orders of everybody but you. Hold, return, land and STOP always work, and you can take
        control back at any time. Leave a field empty where nothing is limited.
      </p>
      <SpecForm
        groups={[{ title: 'Within', fields: fieldsFor(places) }]}
        value={draftOf(flight.limits, places)}
        submit="Set limits"
        onSubmit={save}
        onLeave={onDone}
      />
    </>
  );
}
