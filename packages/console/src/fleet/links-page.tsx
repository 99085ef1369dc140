import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { VehicleStatus } from '@outrider/schema';
import { useMemo, useState } from 'react';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { useLive, useNow } from '../live/hooks.js';
import { telemetry } from '../live/live.js';
import { ageOf, freshnessOf } from '../live/telemetry.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { attempt, notify } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import { ErrorNote, Loading } from '../ui/state.js';
import { agoText } from '../ui/time.js';

const REFRESH_MS = 3000;

/** Links of the gateways, and live vehicles that no aircraft is bound to. */
export function LinksPage() {
  const links = useQuery({
    queryKey: ['vehicles'],
    queryFn: () => call('GET', '/vehicles'),
    refetchInterval: REFRESH_MS,
  });
  if (links.isPending) return <Loading what="links" />;
  if (!links.data) return <ErrorNote error={links.error} />;
  const unbound = links.data.items.filter((one) => one.aircraft_id === null);
  const bound = links.data.items.filter((one) => one.aircraft_id !== null);
  return (
    <div className="panels">
      <Panel title={unbound.length === 0 ? 'No vehicle to bind' : `To bind: ${unbound.length}`}>
        {unbound.length === 0 && <p className="muted">Every vehicle that is heard belongs to an aircraft.</p>}
        <div className="stack">
          {unbound.map((vehicle) => (
            <Unbound key={vehicle.vehicle_key} vehicle={vehicle} />
          ))}
        </div>
      </Panel>
      <Panel title={`Bound: ${bound.length}`}>
        <ul>
          {bound.map((vehicle) => (
            <li key={vehicle.vehicle_key} className="row small link-row">
              <span>
                <AircraftName id={vehicle.aircraft_id} /> <span className="num muted">{vehicle.vehicle_key}</span>
              </span>
              <Heard vehicle={vehicle} />
            </li>
          ))}
        </ul>
      </Panel>
      {links.data.gateways.map((gateway) => (
        <Panel key={gateway.gateway} title={`Gateway: ${gateway.gateway}`}>
          <ul>
            {gateway.links.map((link) => (
              <li key={link.id} className="row small link-row">
                <span>
                  <i className="dot" data-state={link.up && !link.detail ? 'ok' : 'warning'} /> <b>{link.id}</b>{' '}
                  <span className="muted">
                    <span className="num">{link.address}</span>
                  </span>
                  {link.detail && <span className="block caution">{link.detail}</span>}
                </span>
                <span>{link.vehicles === 1 ? '1 vehicle' : `${link.vehicles} vehicles`}</span>
              </li>
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}

function AircraftName({ id }: { id: string | null }) {
  const name = useLive((state) => state.fleet.find((entry) => entry.aircraft.id === id)?.aircraft.name ?? null, null);
  return <b>{name ?? 'Aircraft'}</b>;
}

/** How the link is; its age for bound vehicles, whose telemetry comes here. */
function Heard({ vehicle }: { vehicle: VehicleStatus }) {
  useNow();
  const now = performance.now();
  const entry = vehicle.aircraft_id === null ? undefined : telemetry.get(vehicle.aircraft_id);
  const state = entry ? freshnessOf(entry, now) : vehicle.link;
  return (
    <span className={state === 'live' ? 'muted' : 'caution'}>
      {state}
      {entry && `, heard ${agoText(ageOf(entry, now))} ago`}
    </span>
  );
}

function Unbound({ vehicle }: { vehicle: VehicleStatus }) {
  const fleet = useLive((state) => state.fleet, []);
  const queries = useQueryClient();
  const mayBind = useCan('vehicles:bind');
  const [chosen, setChosen] = useState('');
  const [key, setKey] = useState('');
  const options = useMemo(() => {
    const free = fleet.filter(({ aircraft }) => aircraft.vehicle_key === null);
    return Object.fromEntries([
      ['', 'Choose an aircraft'],
      ...free.map(({ aircraft }) => [aircraft.id, aircraft.name]),
    ]) as Record<string, string>;
  }, [fleet]);
  const bind = async () => {
    const signing_key_hex = key.trim().toLowerCase();
    const body = {
      vehicle_key: vehicle.vehicle_key,
      aircraft_id: chosen,
      ...(signing_key_hex === '' ? {} : { signing_key_hex }),
    };
    const done = await attempt('Not bound', () => call('POST', '/vehicles/bind', { body }));
    if (!done) return;
    notify('Bound', 'The vehicle answers for this aircraft from now on.');
    await queries.invalidateQueries({ queryKey: ['vehicles'] });
  };
  return (
    <div className="card">
      <div className="row">
        <span className="num">{vehicle.vehicle_key}</span>
        <Heard vehicle={vehicle} />
      </div>
      <p className="small muted">
        {vehicle.autopilot} {vehicle.firmware ?? ''} · {vehicle.vehicle_type} · system {vehicle.system_id}
        {vehicle.simulated ? ' · simulated' : ''}
        {vehicle.hardware_uid && <span className="num"> · {vehicle.hardware_uid}</span>}
      </p>
      {mayBind && (
        <div className="cluster bind">
          <SelectField
            label="Belongs to"
            options={options}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          />
          <TextField
            label="Signing key, where it signs"
            hint="64 hexadecimal digits, as the autopilot has it"
            type="password"
            autoComplete="off"
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
          <Button disabled={chosen === ''} onClick={() => void bind()}>
            Bind
          </Button>
        </div>
      )}
    </div>
  );
}
