import type { Alert } from '@outrider/schema';
import { found } from '../platform/index.js';
import type { AgencyTransaction, Principal } from '../platform/index.js';
import { findAlert, saveAlert } from './store.js';

/** Puts down who saw an alert, once: the first acknowledgement stays. */
export async function acknowledgeAlert(tx: AgencyTransaction, id: string, caller: Principal): Promise<Alert> {
  const alert = found(await findAlert(tx, id), 'alert');
  if (alert.acknowledged_at_utc_ms !== null) return alert;
  const seen = await saveAlert(tx, { ...alert, acknowledged_at_utc_ms: tx.nowUtcMs, acknowledged_by: caller.id });
  const { flight_id, aircraft_id } = seen;
  tx.event({
    kind: 'alert_acknowledged',
    text: `${caller.name} acknowledged: ${seen.text}`,
    actor: caller.name,
    flight_id,
    aircraft_id,
  });
  tx.change({ kind: 'alert', value: seen });
  return seen;
}
