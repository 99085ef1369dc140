/** The server ends a flight: what that means for the aircraft depends on how far it got. */
import type { EndFlight } from '@outrider/schema';
import { isAirborne } from '@outrider/core/vehicle';
import type { VehicleAdapter } from './adapter.js';
import type { CommandDesk } from './command-desk.js';
import type { Answer } from './context.js';
import { answered, refused } from './context.js';
import type { FlightExecutor } from './flight-executor.js';
import type { FlightKeeper } from './flight-keeper.js';

export interface FlightParts {
  adapter: VehicleAdapter;
  keeper: FlightKeeper;
  executor: FlightExecutor;
  desk: CommandDesk;
}

/** In the air it returns, armed on the ground it is disarmed, and before that nothing more is prepared. Given up as lost, its books end. */
export function endFlight(request: EndFlight, { adapter, keeper, executor, desk }: FlightParts): Answer<object> {
  if (keeper.record?.flight_id !== request.flight_id) {
    return refused('flight_state', 'The aircraft is not on this flight.');
  }
  if (request.outcome === 'lost') {
    executor.interrupt('taken_over');
    keeper.end('lost', 'It was given up as lost.', null);
  } else if (isAirborne(adapter.state)) {
    void desk.order({ kind: 'return' }, 'plan');
  } else if (executor.running) {
    executor.interrupt('cancelled');
  } else if (adapter.state.armed) {
    void desk.order({ kind: 'disarm' }, 'plan');
  } else {
    keeper.end('failed', 'It was cancelled.', null);
  }
  return answered({});
}
