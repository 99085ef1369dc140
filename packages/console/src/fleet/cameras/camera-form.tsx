import type { Camera } from '@outrider/schema';
import { useMemo, useRef, useState } from 'react';
import { call } from '../../live/api.js';
import { useLive } from '../../live/hooks.js';
import { SelectField } from '../../ui/field.js';
import { notify } from '../../ui/notices.js';
import { SpecForm } from '../../ui/spec-form.js';
import { cameraGroups, emptyCamera, inputOf, withSource } from './camera-fields.js';
import type { CameraDraft } from './camera-fields.js';
import { fillField } from './fill-form.js';
import { OnvifFinder } from './onvif-finder.js';
import type { OnvifChoice } from './onvif-finder.js';
import { PlaceOnMap } from './place-on-map.js';
import { SOURCE } from './words.js';
import type { SourceKind } from './words.js';

const FIXED = 'fixed';

/** Enters a camera, or changes one. What an aircraft says of its own camera is not asked for. */
export function CameraForm({ camera, onDone }: { camera: Camera | null; onDone: (id: string) => void }) {
  const fleet = useLive((state) => state.fleet, []);
  const [kind, setKind] = useState<SourceKind>(camera?.source.kind ?? 'rtsp');
  const [owner, setOwner] = useState(camera ? (camera.aircraft_id ?? FIXED) : FIXED);
  const box = useRef<HTMLDivElement>(null);
  const fixed = owner === FIXED;
  const reported = camera?.reported ?? false;
  const start = useMemo(() => withSource(camera ?? emptyCamera(), kind), [camera, kind]);
  const groups = useMemo(() => cameraGroups(reported ? null : kind, fixed), [reported, kind, fixed]);
  const owners = useMemo(
    () => ({
      [FIXED]: 'no aircraft: it is fixed',
      ...Object.fromEntries(fleet.map(({ aircraft }) => [aircraft.id, aircraft.name])),
    }),
    [fleet],
  );

  const save = async (draft: CameraDraft) => {
    const body = inputOf(draft, fixed ? null : owner, reported);
    const saved = camera
      ? await call('PATCH', '/cameras/{id}', { path: { id: camera.id }, body })
      : await call('POST', '/cameras', { body });
    notify(`${saved.name} saved`);
    onDone(saved.id);
  };

  const take = ({ device, profile, username, password }: OnvifChoice): void => {
    const form = box.current?.querySelector<HTMLFormElement>('form.spec-form');
    const { maker, model } = device;
    const texts = { maker, model, 'source.url': profile.url, 'source.username': username, 'source.password': password };
    for (const [name, text] of Object.entries(texts)) fillField(form, name, text ?? '');
  };

  return (
    <div ref={box} className="stack">
      {!reported && (
        <div className="form-grid">
          <SelectField
            label="Belongs to"
            options={owners}
            value={owner}
            onChange={(event) => setOwner(event.target.value)}
          />
          <SelectField
            label="Pictures come by"
            options={SOURCE}
            value={kind}
            onChange={(event) => setKind(event.target.value as SourceKind)}
          />
        </div>
      )}
      {!reported && kind === 'rtsp' && <OnvifFinder onChoose={take} />}
      <SpecForm<CameraDraft>
        groups={groups}
        value={start}
        submit="Save"
        onSubmit={save}
        onLeave={() => onDone(camera?.id ?? '')}
      >
        {fixed && <PlaceOnMap start={start.place?.position ?? null} />}
      </SpecForm>
    </div>
  );
}
