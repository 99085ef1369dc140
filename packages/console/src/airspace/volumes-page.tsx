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
  {
    key: 'what',
    header: 'Rule',
    value: (volume) => volume.kind,
    cell: (volume) => <span className="no-wrap">{volumeWords(volume, unitsNow())}</span>,
  },
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
  const [obstacles, setObstacles] = useState(false);
  const rows = useMemo(
    () => (volumes.data ?? []).filter((volume) => (volume.kind === 'obstacle') === obstacles),
    [volumes.data, obstacles],
  );
  const picked = volumes.data?.find((volume) => volume.id === selected);
  const reload = () => queries.invalidateQueries({ queryKey: ['volumes'] });
  const change = (title: string, work: () => Promise<unknown>) => void attempt(title, work).then(reload);
  return (
    <div className="split volumes">
      <div>
        <div className="list-tools">
          <div className="segments" role="group" aria-label="What is listed">
            <button type="button" aria-pressed={!obstacles} onClick={() => setObstacles(false)}>
              Airspace
            </button>
            <button type="button" aria-pressed={obstacles} onClick={() => setObstacles(true)}>
              Obstacles
            </button>
          </div>
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
        {rows.length > 0 && (
          <DataTable
            label="Volumes"
            columns={columns}
            rows={rows}
            keyOf={(volume) => volume.id}
            selected={selected}
            onRow={(volume) => setSelected(volume.id)}
          />
        )}
      </div>
      <MapView label="Map of airspace volumes">
        <VolumesOnMap visible obstacles={obstacles} labels selected={selected} />
        <FitTo volume={picked} all={volumes.data} />
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

/** Brings the picked volume into view; before one is picked, all of them. */
function FitTo({ volume, all }: { volume: Volume | undefined; all: Volume[] | undefined }) {
  const map = useMap();
  const box = useMemo(() => {
    const shown = volume ? [volume] : (all ?? []);
    return boundsOf(shown.flatMap((one) => one.rings[0] ?? []));
  }, [volume, all]);
  useEffect(() => {
    if (box) map.fitBounds(box, { padding: volume ? 80 : 24, maxZoom: 16, duration: volume ? 500 : 0 });
  }, [map, box, volume]);
  return null;
}
