import type { Camera } from '@outrider/schema';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useCan } from '../../app/session.js';
import { call } from '../../live/api.js';
import { useLive } from '../../live/hooks.js';
import { Button } from '../../ui/button.js';
import type { Column } from '../../ui/data-table.js';
import { DataTable } from '../../ui/data-table.js';
import { Dialog } from '../../ui/dialog.js';
import { Empty } from '../../ui/state.js';
import { useCameras } from '../../video/cameras.js';
import { FEED_STATE, LENS } from '../../video/words.js';
import { CameraDetail } from './camera-detail.js';
import { CameraForm } from './camera-form.js';
import { SOURCE } from './words.js';
import './cameras.css';

interface Row extends Camera {
  owner: string;
  state: string;
  detail: string | null;
}

const columns: Column<Row>[] = [
  { key: 'name', header: 'Camera', value: (row) => row.name, cell: (row) => <b>{row.name}</b> },
  { key: 'owner', header: 'Belongs to', value: (row) => row.owner },
  { key: 'lens', header: 'Lens', value: (row) => LENS[row.lens] },
  { key: 'source', header: 'Comes by', value: (row) => SOURCE[row.source.kind] },
  {
    key: 'make',
    header: 'Maker and model',
    value: (row) => [row.maker, row.model].filter(Boolean).join(' ') || undefined,
  },
  {
    key: 'state',
    header: 'State',
    value: (row) => row.state,
    cell: (row) => (
      <span className="camera-state" data-state={row.state} title={row.detail ?? undefined}>
        {row.state}
        {row.detail && <span className="block small">{row.detail}</span>}
      </span>
    ),
  },
];

/** Cameras of aircraft and fixed ones: what they send, and where their pictures come from. */
export function CamerasPage() {
  const cameras = useCameras();
  const statuses = useLive((state) => state.camera_statuses, []);
  const fleet = useLive((state) => state.fleet, []);
  const mayWrite = useCan('cameras:write');
  const [opened, setOpened] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const rows = useMemo(
    () =>
      cameras.map((camera): Row => {
        const status = statuses.find(({ camera_id }) => camera_id === camera.id);
        const aircraft = fleet.find((entry) => entry.aircraft.id === camera.aircraft_id)?.aircraft.name;
        return {
          ...camera,
          owner: camera.aircraft_id === null ? 'fixed' : (aircraft ?? 'aircraft'),
          state: camera.enabled ? FEED_STATE[status?.state ?? 'waiting'] : 'switched off',
          detail: camera.enabled ? (status?.detail ?? null) : null,
        };
      }),
    [cameras, statuses, fleet],
  );
  const shown = useWithKey(cameras.find(({ id }) => id === opened) ?? null, mayWrite);
  return (
    <>
      {mayWrite && (
        <div className="list-tools">
          <Button onClick={() => setAdding(true)}>Add a camera</Button>
        </div>
      )}
      {rows.length === 0 ? (
        <Empty>No camera is entered. Cameras of MAVLink aircraft appear by themselves once they are heard.</Empty>
      ) : (
        <DataTable
          label="Cameras"
          columns={columns}
          rows={rows}
          keyOf={(row) => row.id}
          onRow={(row) => setOpened(row.id)}
        />
      )}
      <Dialog open={adding} title="Add a camera" wide onClose={() => setAdding(false)}>
        <CameraForm
          camera={null}
          onDone={(id) => {
            setAdding(false);
            setOpened(id);
          }}
        />
      </Dialog>
      <Dialog open={shown !== null} title={shown?.name ?? ''} wide onClose={() => setOpened(null)}>
        {shown && <CameraDetail camera={shown} mayWrite={mayWrite} onDone={() => setOpened(null)} />}
      </Dialog>
    </>
  );
}

/** The camera with the key under which it may push, which the live state never carries. */
function useWithKey(camera: Camera | null, mayWrite: boolean): Camera | null {
  const pushes = camera?.source.kind === 'rtmp' || camera?.source.kind === 'whip';
  const keys = useQuery({
    queryKey: ['cameras', camera?.id, camera?.source.kind],
    queryFn: () => call('GET', '/cameras'),
    enabled: mayWrite && pushes,
    staleTime: 0,
  });
  const key = keys.data?.items.find(({ id }) => id === camera?.id)?.publish_key ?? null;
  return camera && { ...camera, publish_key: key };
}
