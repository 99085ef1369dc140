import type { Aircraft, AircraftInput } from '@outrider/schema';
import { useMemo, useState } from 'react';
import { call } from '../live/api.js';
import { useLive } from '../live/hooks.js';
import { CheckField } from '../ui/field.js';
import { notify } from '../ui/notices.js';
import { SpecForm } from '../ui/spec-form.js';
import { aircraftGroups, NEW_AIRCRAFT } from './aircraft-fields.js';

const PAYLOADS = ['visible', 'thermal', 'speaker', 'spotlight'] as const;

/** The part of an aircraft that people enter. */
function inputOf(aircraft: Aircraft): AircraftInput {
  const {
    name,
    maker,
    model,
    serial,
    remote_id_serial,
    site_id,
    in_dock,
    performance,
    acquired_on,
    contract,
    payloads,
  } = aircraft;
  return {
    name,
    maker,
    model,
    serial,
    remote_id_serial,
    site_id,
    in_dock,
    performance,
    acquired_on,
    contract,
    payloads,
  };
}

/** Registers an aircraft, or changes one. */
export function AircraftForm({ aircraft, onDone }: { aircraft: Aircraft | null; onDone: () => void }) {
  const sites = useLive((state) => state.sites, []);
  const start = useMemo(() => (aircraft ? inputOf(aircraft) : NEW_AIRCRAFT), [aircraft]);
  const [payloads, setPayloads] = useState(start.payloads);
  const [contract, setContract] = useState(start.contract !== null);
  const groups = useMemo(() => aircraftGroups(sites, contract), [sites, contract]);

  const save = async (value: AircraftInput) => {
    const body: AircraftInput = { ...value, payloads, contract: contract ? value.contract : null };
    if (aircraft) await call('PATCH', '/aircraft/{id}', { path: { id: aircraft.id }, body });
    else await call('POST', '/aircraft', { body });
    notify(`${body.name} saved`);
    onDone();
  };
  const toggle = (payload: (typeof PAYLOADS)[number], on: boolean) =>
    setPayloads(on ? [...payloads, payload] : payloads.filter((one) => one !== payload));

  return (
    <SpecForm groups={groups} value={start} submit="Save" onSubmit={save} onLeave={onDone}>
      <div className="cluster" role="group" aria-label="Payloads">
        {PAYLOADS.map((payload) => (
          <CheckField
            key={payload}
            label={payload}
            checked={payloads.includes(payload)}
            onChange={(event) => toggle(payload, event.target.checked)}
          />
        ))}
        <CheckField
          label="kept under a contract"
          checked={contract}
          onChange={(event) => setContract(event.target.checked)}
        />
      </div>
    </SpecForm>
  );
}
