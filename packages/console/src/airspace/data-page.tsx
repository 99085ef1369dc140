import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { TerrainGrid } from '@outrider/schema';
import { useCan } from '../app/session.js';
import { call } from '../live/api.js';
import { notify } from '../ui/notices.js';
import { Panel } from '../ui/page.js';
import { FileForm } from './file-form.js';
import { parseGeoJson } from './import-volumes.js';

/** Terrain, address register and area map, each replaced as a whole; incidents from a file. Each for those who may. */
export function DataPage() {
  const queries = useQueryClient();
  const mayReplace = useCan('airspace:write');
  const mayEnter = useCan('incidents:write');
  const terrain = useQuery({
    queryKey: ['terrain'],
    queryFn: async () => (await call('GET', '/airspace/terrain')).terrain,
  });
  return (
    <div className="panels">
      {mayReplace && (
        <>
          <Panel title="Terrain">
            <p className="small muted">
              {terrain.data
                ? terrainWords(terrain.data)
                : terrain.data === null
                  ? 'No terrain: heights above ground are unknown.'
                  : ''}
            </p>
            <FileForm
              label="Terrain grid as JSON"
              accept=".json"
              hint="north_deg, west_deg, steps, rows, columns and elevation_amsl_m, row 0 in the north."
              onText={async (text) => {
                await call('PUT', '/airspace/terrain', { body: parseGeoJson(text) as unknown as TerrainGrid });
                await queries.invalidateQueries({ queryKey: ['terrain'] });
                notify('Terrain replaced');
              }}
            />
          </Panel>
          <Panel title="Address register">
            <FileForm
              label="Addresses as CSV"
              accept=".csv,text/csv"
              hint="Columns label, latitude_deg, longitude_deg. It replaces the present register."
              onText={async (text) => {
                const { count } = await call('POST', '/addresses/import', { body: text });
                notify(`${count} addresses in the register`);
              }}
            />
          </Panel>
          <Panel title="Map of the area">
            <FileForm
              label="Area map as GeoJSON"
              accept=".json,.geojson"
              hint="Features with properties.layer: water, park, street (name, class), building (height_m) or label (name)."
              onText={async (text) => {
                await call('PUT', '/map/base', { body: { geojson: parseGeoJson(text) } });
                await queries.invalidateQueries({ queryKey: ['base-map'] });
                notify('Area map replaced');
              }}
            />
            <p className="small faint">
              A city map of your own (PMTiles or style address) is set under map in outrider.yaml.
            </p>
          </Panel>
        </>
      )}
      {mayEnter && (
        <Panel title="Incidents">
          <FileForm
            label="Incidents as CSV"
            accept=".csv,text/csv"
            hint="A header line with type, priority (1 to 5), latitude_deg, longitude_deg; also external_id, external_revision, uncertainty_m, address, narrative, received_at, state. All lines or none."
            onText={async (text) => {
              const { created, updated, unchanged } = await call('POST', '/incidents/import', { body: text });
              notify(`${created} incidents entered`, `${updated} updated, ${unchanged} unchanged.`);
            }}
          />
        </Panel>
      )}
    </div>
  );
}

function terrainWords(grid: TerrainGrid): string {
  const south = grid.north_deg - grid.step_latitude_deg * (grid.rows - 1);
  const east = grid.west_deg + grid.step_longitude_deg * (grid.columns - 1);
  return `${grid.rows} × ${grid.columns} heights from ${grid.source}: ${south.toFixed(3)}° to ${grid.north_deg.toFixed(3)}° north, ${grid.west_deg.toFixed(3)}° to ${east.toFixed(3)}° east.`;
}
