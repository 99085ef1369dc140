import { useQueryClient } from '@tanstack/react-query';
import type { Camera, Flight, ShareMade } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../live/api.js';
import { Button } from '../ui/button.js';
import { SelectField, TextField } from '../ui/field.js';
import { ErrorNote } from '../ui/state.js';
import type { Lasts } from './words.js';
import { lastsOptions, validityOf } from './words.js';

interface NewLinkProps {
  camera: Camera;
  flight: Flight | null;
  onMade: (made: ShareMade) => void;
}

/** For whom, and for how long. */
export function NewLink({ camera, flight, onMade }: NewLinkProps) {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      const body = {
        camera_id: camera.id,
        label: String(form.get('label')).trim(),
        ...validityOf(form.get('lasts') as Lasts, flight?.id ?? null),
        ...(flight?.incident_id ? { incident_id: flight.incident_id } : {}),
      };
      onMade(await call('POST', '/shares', { body }));
      await queries.invalidateQueries({ queryKey: ['shares'] });
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <form className="stack" onSubmit={(event) => void make(event)}>
      <div className="form-grid">
        <TextField
          label="For whom"
          name="label"
          maxLength={60}
          placeholder="Engine 7"
          hint="Messages from it bear this name."
          required
        />
        <SelectField
          label="How long"
          name="lasts"
          options={lastsOptions(flight !== null) as Record<Lasts, string>}
          defaultValue={flight ? 'landing' : 'hour'}
        />
      </div>
      {camera.criminal_justice && (
        <p className="note" data-level="caution">
          This camera is marked criminal justice: whoever opens the link has to sign in as a member of the agency.
        </p>
      )}
      <ErrorNote error={error} />
      <div className="cluster">
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? 'Making…' : 'Make link'}
        </Button>
        <span className="small muted">Whoever has it sees this camera alone, until it ends or is revoked.</span>
      </div>
    </form>
  );
}
