import { formatWind } from '@outrider/core/units';
import { useSyncExternalStore } from 'react';
import { sound } from '../alerts/sound.js';
import { useLive, useLiveView, useNow } from '../live/hooks.js';
import { serverNow } from '../live/live.js';
import { agoText, clockText } from '../ui/time.js';
import { useSession } from './session.js';
import { useUnits } from './units.js';

const none: never[] = [];

/** What the system says about itself: links, weather, who is on duty, the time. The host, which flies nothing, sees the time alone. */
export function StatusChips() {
  const { session } = useSession();
  return (
    <div className="chips">
      {session?.agency && (
        <>
          <GatewayChip />
          <WeatherChip />
          <DutyChip />
          <SoundChip />
        </>
      )}
      <Clock />
    </div>
  );
}

function GatewayChip() {
  const gateways = useLive((state) => state.gateways, none);
  const roundTrip = useLiveView((view) => view.round_trip_ms);
  const links = gateways.flatMap((gateway) => gateway.links);
  const up = links.filter((link) => link.up).length;
  const state = gateways.length === 0 ? 'warning' : up < links.length ? 'caution' : 'ok';
  const words =
    gateways.length === 0
      ? 'none'
      : up === links.length
        ? `${up} ${up === 1 ? 'link' : 'links'}`
        : `${up} of ${links.length} links`;
  const title = `${gateways.length} gateways${roundTrip === null ? '' : `, server answers in ${Math.round(roundTrip)} ms`}`;
  return (
    <span className="chip" title={title}>
      <i className="dot" data-state={state} />
      Gateway <span className="num">{words}</span>
    </span>
  );
}

function WeatherChip() {
  const weather = useLive((state) => state.weather, null);
  const units = useUnits();
  const now = useNow(10_000);
  if (!weather) return <span className="chip caution">No weather entered</span>;
  const age = serverNow() - weather.observed_at_utc_ms;
  const from = weather.wind_from_deg === null ? '' : `${String(Math.round(weather.wind_from_deg)).padStart(3, '0')}° `;
  const title = `${weather.text ?? 'Entered by hand'}, ${agoText(age)} old at ${clockText(now)}`;
  return (
    <span className="chip" title={title}>
      {weather.source === 'metar' ? 'METAR' : 'Weather'} {weather.station}
      <span className="num">
        {from}
        {formatWind(weather.wind_speed_mps, units)}
      </span>
      {age > 3_600_000 && <span className="caution">{agoText(age)} old</span>}
    </span>
  );
}

function DutyChip() {
  const crew = useLive((state) => state.crew, none);
  const onDuty = crew.filter((member) => member.on_duty && member.roles.includes('rpic'));
  const [first] = onDuty;
  if (!first) return <span className="chip caution">No RPIC on duty</span>;
  const others = onDuty.length - 1;
  return (
    <span className="chip" title={onDuty.map((member) => member.display_name).join(', ')}>
      <span className="wide-only">On duty:</span>
      <b>
        {first.display_name}
        {others > 0 ? ` +${others}` : ', RPIC'}
      </b>
    </span>
  );
}

/** Browsers are silent until somebody has touched the page; a click or a key brings the sound. */
function SoundChip() {
  const { ready } = useSyncExternalStore(sound.subscribe, sound.get);
  if (ready) return null;
  return (
    <button
      type="button"
      className="chip caution"
      title="Browsers stay silent until you click or press a key on the page"
    >
      Sound off: click here
    </button>
  );
}

function Clock() {
  useNow();
  return (
    <time className="clock num" title="Local time by the server's clock">
      {clockText(serverNow())}
    </time>
  );
}
