import type { Weather, WeatherInput } from '@outrider/schema';
import { formatHeight, formatTemperature, formatWind } from '@outrider/core/units';
import type { Units } from '@outrider/core/units';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useCan } from '../app/session.js';
import { useUnits } from '../app/units.js';
import { call } from '../live/api.js';
import { useLive, useNow } from '../live/hooks.js';
import { serverNow } from '../live/live.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { notify } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import type { SpecGroup } from '../ui/spec-form.js';
import { SpecForm } from '../ui/spec-form.js';
import { shownNumber } from '../ui/spec.js';
import { ErrorNote } from '../ui/state.js';
import { agoText, dateTimeText } from '../ui/time.js';

const GROUPS: SpecGroup[] = [
  {
    title: 'Observed',
    fields: [
      { path: 'station', label: 'Station', type: 'text', optional: true },
      {
        path: 'wind_from_deg',
        label: 'Wind from',
        type: 'number',
        kind: 'plain',
        unit: '°',
        min: 0,
        max: 360,
        optional: true,
      },
      { path: 'wind_speed_mps', label: 'Wind', type: 'number', kind: 'wind', min: 0, max: 100, optional: true },
      { path: 'wind_gust_mps', label: 'Gusts', type: 'number', kind: 'wind', min: 0, max: 120, optional: true },
      {
        path: 'visibility_m',
        label: 'Visibility',
        type: 'number',
        kind: 'visibility',
        min: 0,
        max: 100000,
        optional: true,
      },
      {
        path: 'ceiling_agl_m',
        label: 'Cloud base, AGL',
        type: 'number',
        kind: 'length',
        min: 0,
        max: 20000,
        optional: true,
      },
      {
        path: 'temperature_c',
        label: 'Temperature',
        type: 'number',
        kind: 'temperature',
        min: -90,
        max: 70,
        optional: true,
      },
      {
        path: 'precipitation',
        label: 'Precipitation',
        type: 'choice',
        optional: true,
        options: {
          '': 'Unknown',
          none: 'None',
          light: 'Light',
          moderate: 'Moderate',
          heavy: 'Heavy',
          freezing: 'Freezing',
          thunderstorm: 'Thunderstorm',
        },
      },
    ],
  },
];

/** The weather in force, and its entry as METAR or by hand. */
export function WeatherPage() {
  const weather = useLive((state) => state.weather, null);
  const mayWrite = useCan('weather:write');
  return (
    <div className="panels">
      <Panel title="In force">
        {weather ? (
          <InForce weather={weather} />
        ) : (
          <p className="caution">
            No weather is entered: no aircraft is dispatched on unknown weather unless the policy allows it.
          </p>
        )}
      </Panel>
      {mayWrite && (
        <>
          <Panel title="Enter a METAR">
            <MetarForm />
          </Panel>
          <Panel title="Enter by hand">
            <SpecForm
              key={weather?.observed_at_utc_ms ?? 0}
              groups={GROUPS}
              value={manualOf(weather)}
              submit="Put in force"
              onSubmit={save}
            />
          </Panel>
        </>
      )}
    </div>
  );
}

const manualOf = (weather: Weather | null): WeatherInput => ({
  station: weather?.station ?? '',
  wind_speed_mps: weather?.wind_speed_mps ?? null,
  wind_gust_mps: weather?.wind_gust_mps ?? null,
  wind_from_deg: weather?.wind_from_deg ?? null,
  visibility_m: weather?.visibility_m ?? null,
  ceiling_agl_m: weather?.ceiling_agl_m ?? null,
  temperature_c: weather?.temperature_c ?? null,
  precipitation: weather?.precipitation ?? null,
});

async function save({ station, ...observed }: WeatherInput): Promise<void> {
  await call('PUT', '/weather', { body: { ...observed, ...(station ? { station } : {}) } });
  notify('Weather is in force');
}

function MetarForm() {
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError(null);
    try {
      await call('PUT', '/weather', { body: { metar: String(new FormData(event.currentTarget).get('metar')).trim() } });
      notify('METAR is in force');
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextField
        label="METAR"
        name="metar"
        className="num"
        required
        maxLength={400}
        placeholder="KSQL 211355Z 28011KT 10SM CLR 14/08 A3001"
      />
      <ErrorNote error={error} />
      <div>
        <Button type="submit">Read and put in force</Button>
      </div>
    </form>
  );
}

function visibilityText(metres: number | null, units: Units): string {
  const spec = { path: '', label: '', type: 'number', kind: 'visibility' } as const;
  return metres === null ? 'unknown' : `${shownNumber(spec, metres, units)} ${units === 'si' ? 'm' : 'mi'}`;
}

function InForce({ weather }: { weather: Weather }) {
  const units = useUnits();
  useNow();
  const from = weather.wind_from_deg === null ? '' : ` from ${Math.round(weather.wind_from_deg)}°`;
  return (
    <>
      {weather.text && <p className="note num">{weather.text}</p>}
      <dl className="facts weather-facts">
        <dt>Observed</dt>
        <dd className="num">
          {dateTimeText(weather.observed_at_utc_ms)}{' '}
          <span className="muted">{agoText(serverNow() - weather.observed_at_utc_ms)} old</span>
        </dd>
        <dt>Wind</dt>
        <dd className="num">
          {formatWind(weather.wind_speed_mps, units)}
          {from}
        </dd>
        <dt>Gusts</dt>
        <dd className="num">
          {weather.wind_gust_mps === null ? 'none reported' : formatWind(weather.wind_gust_mps, units)}
        </dd>
        <dt>Visibility</dt>
        <dd className="num">{visibilityText(weather.visibility_m, units)}</dd>
        <dt>Cloud base</dt>
        <dd className="num">
          {weather.ceiling_agl_m === null ? 'none reported' : formatHeight(weather.ceiling_agl_m, units, 'agl')}
        </dd>
        <dt>Temperature</dt>
        <dd className="num">{formatTemperature(weather.temperature_c, units)}</dd>
        <dt>Precipitation</dt>
        <dd>{weather.precipitation ?? 'unknown'}</dd>
      </dl>
    </>
  );
}
