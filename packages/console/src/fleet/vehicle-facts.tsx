import type { VehicleStatus } from '@outrider/schema';
import { dateTimeText } from '../ui/time.js';

/** What the live link says about itself, its sensors and its failsafes. */
export function VehicleFacts({ status }: { status: VehicleStatus }) {
  const bad = status.health.filter((one) => !one.ok).map((one) => one.sensor);
  return (
    <>
      <h3 className="cap">Autopilot</h3>
      <dl className="facts small">
        <dt>Kind</dt>
        <dd>
          {status.autopilot} {status.firmware ?? ''} · {status.vehicle_type}
          {status.simulated ? ' · simulated' : ''}
        </dd>
        <dt>Mode</dt>
        <dd>{status.mode_name ?? 'unknown'}</dd>
        <dt>Sensors</dt>
        <dd className={bad.length > 0 ? 'caution' : undefined}>
          {bad.length > 0 ? `not healthy: ${bad.join(', ')}` : `${status.health.length} healthy`}
        </dd>
        <dt>Can</dt>
        <dd>{status.capabilities.join(', ').replaceAll('_', ' ')}</dd>
        <dt>Reboots</dt>
        <dd className="num">{status.reboots}</dd>
        <dt>Last heard</dt>
        <dd className="num">{dateTimeText(status.last_heard_utc_ms)}</dd>
      </dl>
      {status.prearm_messages.length > 0 && (
        <div className="note small" data-level="caution">
          {status.prearm_messages.map((message) => (
            <div key={message}>{message}</div>
          ))}
        </div>
      )}
      {status.failsafes && (
        <>
          <h3 className="cap">Failsafes, read {dateTimeText(status.failsafes.read_at_utc_ms)}</h3>
          <ul className="small">
            {status.failsafes.items.map((item) => (
              <li key={item.name} className="failsafe">
                <i className="mark-state" data-state={item.ok === null ? 'unknown' : item.ok ? 'ok' : 'not_ready'} />
                {item.detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
