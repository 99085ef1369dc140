import { formatDistance, formatHeight } from '@outrider/core/units';
import type { ReportFacts } from './facts.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { facts, list, section, table, words } from './parts.js';
import { both, duration, utc } from './times.js';

/** What flew, when, and who flew it. */
export function identity(report: ReportFacts): Html[] {
  return [flown(report), people(report), aircraft(report), ...(report.incident ? [incident(report)] : [])];
}

function flown({ flight, case_number, time_zone, units }: ReportFacts): Html {
  const { took_off_at_utc_ms: up, landed_at_utc_ms: down } = flight;
  return section('The flight', [
    facts([
      ['Case number', case_number ?? 'none given'],
      ['Flight', flight.number],
      ['Purpose', words(flight.purpose) + (flight.simulated ? ', simulated: nothing flew in the real world' : '')],
      ['State', words(flight.state) + (flight.state_detail === null ? '' : `: ${flight.state_detail}`)],
      ['Requested', both(flight.requested_at_utc_ms, time_zone)],
      ['Accepted', both(flight.accepted_at_utc_ms, time_zone)],
      ['Took off', both(up, time_zone)],
      ['On scene', both(flight.on_scene_at_utc_ms, time_zone)],
      ['Landed', both(down, time_zone)],
      ['In the air', up === null || down === null ? 'unknown' : duration(down - up)],
      ['Distance flown', formatDistance(flight.distance_m, units)],
      ['Greatest height', formatHeight(flight.max_height_above_takeoff_m, units, 'takeoff')],
      ['Visual line of sight', flight.visual_line_of_sight_confirmed ? 'confirmed by the RPIC' : 'not confirmed'],
      ['Override', flight.override_reason],
    ]),
  ]);
}

/** Who answered for it, and everybody who took the sticks. */
function people({ flight, requested_by_name, events }: ReportFacts): Html {
  const control = events.filter(({ kind }) => kind === 'control');
  return section('Who flew', [
    facts([
      ['Remote pilot in command', flight.rpic_name ?? 'none'],
      ['Requested by', requested_by_name ?? 'unknown'],
    ]),
    control.length === 0
      ? html`<p>Nobody took control by hand, as far as the record says.</p>`
      : list(control.map(({ at_utc_ms, text }) => `${utc(at_utc_ms)}: ${text}`)),
  ]);
}

function aircraft({ flight, aircraft: known }: ReportFacts): Html {
  return section('The aircraft', [
    facts([
      ['Name', known?.name ?? flight.aircraft_name],
      ['Maker and model', known ? `${known.maker} ${known.model}` : 'unknown'],
      ['Serial number', known?.serial ?? 'unknown'],
      ['Remote ID', known?.remote_id_serial ?? 'unknown'],
    ]),
  ]);
}

function incident({ incident: call, time_zone }: ReportFacts): Html {
  const { number, external_id, type, priority, location, narrative, received_at_utc_ms } = call!;
  const { latitude_deg, longitude_deg, address } = location;
  return section('The call', [
    table(['Number', 'Type', 'Priority'], [[number, type, priority]]),
    facts([
      ['Number in the CAD', external_id],
      ['Received', both(received_at_utc_ms, time_zone)],
      ['Place', `${address ?? 'no address'} (${latitude_deg.toFixed(6)}, ${longitude_deg.toFixed(6)} WGS84)`],
      ['Narrative', narrative === '' ? null : narrative],
    ]),
  ]);
}
