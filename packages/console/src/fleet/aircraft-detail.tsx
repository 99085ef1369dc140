import type { FleetEntry } from '@outrider/schema';
import { useState } from 'react';
import { Link } from 'wouter';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { ReadinessList } from '../operations/readiness-list.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { HoldButton } from '../ui/hold-button.js';
import { attempt } from '../ui/notices.js';
import { AircraftForm } from './aircraft-form.js';
import { Checklist } from './checklist.js';
import { Grounding } from './grounding.js';
import { Parameters } from './parameters.js';
import { VehicleFacts } from './vehicle-facts.js';

type Open = 'none' | 'edit' | 'parameters' | 'ground';

/** One aircraft: may it fly, what it is, what its autopilot says. */
export function AircraftDetail({ entry }: { entry: FleetEntry }) {
  const { aircraft, readiness, status } = entry;
  const [open, setOpen] = useState<Open>('none');
  const close = () => setOpen('none');
  const mayWrite = useCan('aircraft:write');
  const mayGround = useCan('aircraft:ground');
  const unbind = () =>
    void attempt('The link stays bound', () =>
      call('POST', '/vehicles/unbind', { body: { aircraft_id: aircraft.id } }),
    );
  const mayBind = useCan('vehicles:bind');
  return (
    <aside className="detail" aria-label={aircraft.name}>
      <div className="row">
        <h2 className="detail-title">{aircraft.name}</h2>
        <Link href="/fleet" className="btn quiet compact">
          Close
        </Link>
      </div>
      <p className="muted small">
        {aircraft.maker} {aircraft.model} · <span className="num">{aircraft.serial}</span>
      </p>
      <div className="cluster detail-acts">
        {mayWrite && <Button onClick={() => setOpen('edit')}>Edit</Button>}
        {mayGround && !aircraft.grounding && <Button onClick={() => setOpen('ground')}>Ground it</Button>}
        {status && <Button onClick={() => setOpen('parameters')}>Parameters</Button>}
      </div>
      <h3 className="cap">Readiness</h3>
      <ReadinessList aircraftId={aircraft.id} readiness={readiness} />
      <Checklist aircraft={aircraft} />
      <h3 className="cap">Aircraft</h3>
      <dl className="facts small">
        <dt>Link</dt>
        <dd className="num">{aircraft.vehicle_key ?? 'not bound'}</dd>
        <dt>Contract</dt>
        <dd>{aircraft.contract ? `${aircraft.contract.party}, ends ${aircraft.contract.ends_on}` : 'none'}</dd>
        <dt>Payloads</dt>
        <dd>{aircraft.payloads.join(', ') || 'none'}</dd>
        <dt>Acquired</dt>
        <dd className="num">{aircraft.acquired_on ?? 'unknown'}</dd>
      </dl>
      {status && <VehicleFacts status={status} />}
      {mayBind && aircraft.vehicle_key !== null && aircraft.flight_id === null && (
        <HoldButton label={`Unbind the link of ${aircraft.name}`} onConfirm={unbind}>
          Hold to unbind the link
        </HoldButton>
      )}
      <Dialog open={open === 'edit'} title={`Edit ${aircraft.name}`} wide onClose={close}>
        <AircraftForm aircraft={aircraft} onDone={close} />
      </Dialog>
      <Dialog open={open === 'parameters'} title={`Parameters of ${aircraft.name}`} wide onClose={close}>
        <Parameters aircraftId={aircraft.id} />
      </Dialog>
      <Dialog open={open === 'ground'} title={`Ground ${aircraft.name}`} onClose={close}>
        <Grounding aircraftId={aircraft.id} onDone={close} />
      </Dialog>
    </aside>
  );
}
