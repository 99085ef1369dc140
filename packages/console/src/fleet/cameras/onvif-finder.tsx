import type { OnvifDevice, OnvifProfile } from '@outrider/schema';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../../live/api.js';
import { Button } from '../../ui/button.js';
import { CheckField, TextField } from '../../ui/field.js';
import { ErrorNote } from '../../ui/state.js';
import { canBeShown, encodingText, onvifRequest, sizeText } from './onvif.js';
import type { OnvifLogin } from './onvif.js';

export interface OnvifChoice extends OnvifLogin {
  device: OnvifDevice;
  profile: OnvifProfile;
}

/** Asks a camera for its streams; one of them fills the form below. */
export function OnvifFinder({ onChoose }: { onChoose: (choice: OnvifChoice) => void }) {
  const [found, setFound] = useState<{ device: OnvifDevice; login: OnvifLogin } | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ask = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const request = onvifRequest(new FormData(event.currentTarget));
    setBusy(true);
    setError(null);
    setFound(null);
    setChosen(null);
    try {
      const { username, password } = request;
      setFound({ device: await call('POST', '/onvif', { body: request }), login: { username, password } });
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <details className="onvif">
      <summary>Find by ONVIF</summary>
      <form className="stack" onSubmit={(event) => void ask(event)}>
        <div className="form-grid">
          <TextField label="Host" name="host" required hint="name or address of the camera" />
          <TextField label="ONVIF port" name="port" type="number" min={1} max={65535} defaultValue="80" required />
          <TextField label="ONVIF user" name="username" autoComplete="off" />
          <TextField label="ONVIF password" name="password" type="password" autoComplete="off" />
          <CheckField label="Over TLS (https)" name="secure" />
        </div>
        <div className="cluster">
          <Button type="submit" disabled={busy}>
            {busy ? 'Asking the camera…' : 'Ask the camera'}
          </Button>
        </div>
        <ErrorNote error={error} />
      </form>
      {found && (
        <Profiles
          device={found.device}
          chosen={chosen}
          onChoose={(profile) => {
            setChosen(profile.token);
            onChoose({ device: found.device, profile, ...found.login });
          }}
        />
      )}
    </details>
  );
}

interface ProfilesProps {
  device: OnvifDevice;
  chosen: string | null;
  onChoose: (profile: OnvifProfile) => void;
}

function Profiles({ device, chosen, onChoose }: ProfilesProps) {
  return (
    <div role="group" aria-label="Streams of the camera">
      <p className="small muted">{[device.maker, device.model, device.firmware].filter(Boolean).join(' · ')}</p>
      {device.profiles.map((profile) => (
        <div key={profile.token} className="row small">
          <span className="wrap num">
            <b>{profile.name}</b> {encodingText(profile.encoding)} · {sizeText(profile)}
            <span className="block muted">{profile.url}</span>
          </span>
          {canBeShown(profile) ? (
            <Button compact aria-pressed={chosen === profile.token} onClick={() => onChoose(profile)}>
              {chosen === profile.token ? 'Filled in below' : `Take ${profile.name}`}
            </Button>
          ) : (
            <span className="muted">cannot be shown: set it to H.264</span>
          )}
        </div>
      ))}
    </div>
  );
}
