import { useQueryClient } from '@tanstack/react-query';
import type { Volume } from '@outrider/schema';
import { useEffect, useMemo, useState } from 'react';
import { useCan } from '../app/session.js';
import { unitsNow } from '../app/units.js';
import { call } from '../live/api.js';
import { boundsOf } from '../map/geometry.js';
import { MapView, useMap } from '../map/map-view.js';
import { useVolumes, VolumesOnMap, volumeWords } from '../map/volumes-on-map.js';
import { ZoomButtons } from '../map/zoom-buttons.js';
import { Button } from '../ui/button.js';
import type { Column } from '../ui/data-table.js';
import { DataTable } from '../ui/data-table.js';
import { Dialog } from '../ui/dialog.js';
import { HoldButton } from '../ui/hold-button.js';
import { attempt } from '../ui/notices.js';
import { Empty, ErrorNote, Loading } from '../ui/state.js';
import { ImportVolumes } from './import-volumes.js';

const columns: Column<Volume>[] = [
  { key: 'name', header: 'Volume', value: (volume) => volume.name, cell: (volume) => <b>{volume.name}</b> },
  { key: 'what', header: 'Rule', value: (volume) => volume.kind, cell: (volume) => volumeWords(volume, unitsNow()) },
  { key: 'reason', header: 'Reason', value: (volume) => volume.reason ?? undefined },
  { key: 'source', header: 'Source', value: (volume) => volume.source },
  {
    key: 'enabled',
    header: 'In force',
    value: (volume) => Number(volume.enabled),
    cell: (volume) => (volume.enabled ? 'yes' : <span className="caution">off</span>),
  },
];

/** Airspace volumes and obstacles: list, map, import. */
export function VolumesPage() {
  const volumes = useVolumes();
  const queries = useQueryClient();
  const mayWrite = useCan('airspace:write');
  const [selected, setSelected] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const picked = volumes.data?.find((volume) => volume.id === selected);
  const reload = () => queries.invalidateQueries({ queryKey: ['volumes'] });
  const change = (title: string, work: () => Promise<unknown>) => void attempt(title, work).then(reload);
  return (
    <div className="split volumes">
      <div>
        <div className="list-tools">
          {mayWrite && <Button onClick={() => setImporting(true)}>Import GeoJSON</Button>}
          {mayWrite && picked && (
            <>
              <Button
                onClick={() =>
                  change('Not changed', () =>
                    call('PATCH', '/airspace/volumes/{id}', {
                      path: { id: picked.id },
                      body: { enabled: !picked.enabled },
                    }),
                  )
                }
              >
                {picked.enabled ? 'Switch off' : 'Put in force'}
              </Button>
              <HoldButton
                kind="danger"
                label={`Delete ${picked.name}`}
                onConfirm={() =>
                  change('Not deleted', () => call('DELETE', '/airspace/volumes/{id}', { path: { id: picked.id } }))
                }
              >
                Hold to delete
              </HoldButton>
            </>
          )}
        </div>
        <ErrorNote error={volumes.error} />
        {volumes.isPending && <Loading what="volumes" />}
        {volumes.data?.length === 0 && <Empty>No volume is entered: only the height limit of the policy holds.</Empty>}
        {volumes.data && volumes.data.length > 0 && (
          <DataTable
            label="Volumes"
            columns={columns}
            rows={volumes.data}
            keyOf={(volume) => volume.id}
            selected={selected}
            onRow={(volume) => setSelected(volume.id)}
          />
        )}
      </div>
      <MapView label="Map of airspace volumes">
        <VolumesOnMap visible obstacles labels selected={selected} />
        <FitTo volume={picked} />
        <ZoomButtons />
      </MapView>
      <Dialog open={importing} title="Import volumes" wide onClose={() => setImporting(false)}>
        <ImportVolumes
          onDone={() => {
            setImporting(false);
            void reload();
          }}
        />
      </Dialog>
    </div>
  );
}

function FitTo({ volume }: { volume: Volume | undefined }) {
  const map = useMap();
  const box = useMemo(() => (volume ? boundsOf(volume.rings.flat()) : null), [volume]);
  useEffect(() => {
    if (box) map.fitBounds(box, { padding: 80, maxZoom: 16, duration: 500 });
  }, [map, box]);
  return null;
}
