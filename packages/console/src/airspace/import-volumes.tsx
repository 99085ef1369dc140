import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { CheckField, TextField } from '../ui/field.js';
import { notify } from '../ui/notices.js';
import { ErrorNote } from '../ui/state.js';

/** Reads a file as JSON; the error says where it breaks off. */
export function parseGeoJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The file is not JSON: ${error instanceof Error ? error.message : 'unknown reason'}`, {
      cause: error,
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error('The file holds no GeoJSON object: a FeatureCollection is needed.');
  }
  return value as Record<string, unknown>;
}

/** Volumes from a GeoJSON file: all of it or nothing, with the refused feature named. */
export function ImportVolumes({ onDone }: { onDone: () => void }) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get('file');
    if (!(file instanceof File)) return;
    setBusy(true);
    setError(null);
    try {
      const geojson = parseGeoJson(await file.text());
      const body = { source: String(form.get('source')).trim(), replace: form.get('replace') === 'on', geojson };
      const { created, removed } = await call('POST', '/airspace/import', { body });
      notify(`${created} volumes imported`, removed > 0 ? `${removed} of the same source were replaced.` : undefined);
      onDone();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextField label="GeoJSON file" name="file" type="file" accept=".json,.geojson,application/geo+json" required />
      <TextField
        label="Source"
        name="source"
        required
        maxLength={200}
        hint="Who made it; volumes of one source can be replaced together."
      />
      <CheckField label="Replace what this source brought before" name="replace" defaultChecked />
      <details className="small">
        <summary>Which properties are read</summary>
        <p className="muted">
          A FeatureCollection of Polygons. Each feature: <span className="num">name</span>,{' '}
          <span className="num">kind</span> (keep_out, ceiling, keep_in, obstacle), <span className="num">floor_m</span>
          , <span className="num">top_m</span>, <span className="num">datum</span> (amsl or agl), and, if wanted,{' '}
          <span className="num">reason</span>, <span className="num">starts_at</span>,{' '}
          <span className="num">ends_at</span>.
        </p>
      </details>
      <ErrorNote error={error} />
      <div className="cluster">
        <Button kind="primary" type="submit" disabled={busy}>
          Import
        </Button>
      </div>
    </form>
  );
}
