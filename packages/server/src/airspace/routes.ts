import { parseVolumes, volumeFaultText } from '@outrider/core/airspace';
import { implement, refuse } from '../platform/index.js';
import type { Implementation } from '../platform/index.js';
import { deleteVolume, loadTerrain, loadVolumes, saveTerrain, saveVolumes, updateVolume } from './store.js';

export function airspaceRoutes(): Implementation[] {
  return [
    implement('listVolumes', async ({ read }) => ({ items: await read(loadVolumes) })),
    implement('importVolumes', async ({ body, change, note }) => {
      const parsed = parseVolumes(body.geojson, body.source);
      if ('error' in parsed) throw refuse('bad_geojson', volumeFaultText(parsed.error), 'geojson');
      return change(async (transaction) => {
        const removed = await saveVolumes(transaction, parsed.volumes, body.replace ? body.source : null);
        note(body.source, { created: parsed.volumes.length, removed });
        return { created: parsed.volumes.length, removed };
      });
    }),
    implement('updateVolume', async ({ params, body, change, note }) =>
      change(async (transaction) => {
        note(params.id, { ...body });
        return updateVolume(transaction, params.id, body);
      }),
    ),
    implement('deleteVolume', async ({ params, change }) =>
      change((transaction) => deleteVolume(transaction, params.id)),
    ),
    implement('getTerrain', async ({ read }) => ({ terrain: await read(loadTerrain) })),
    implement('putTerrain', async ({ body, change, note }) => {
      if (body.elevation_amsl_m.length !== body.rows * body.columns) {
        const message = `There are ${body.elevation_amsl_m.length} heights for ${body.rows} x ${body.columns} points.`;
        throw refuse('bad_request', message, 'elevation_amsl_m');
      }
      note(body.source, { rows: body.rows, columns: body.columns });
      await change((transaction) => saveTerrain(transaction, body));
    }),
  ];
}
