import { useCan } from '../app/session.js';
import { addressOf, apiUrl } from '../live/api.js';

const FORMATS = ['tlog', 'geojson', 'kml', 'gpx', 'csv'] as const;

/** The flight as files. */
export function ExportButtons({ flightId }: { flightId: string }) {
  if (!useCan('flights:export')) return null;
  return (
    <div className="cluster" role="group" aria-label="Export">
      <span className="small muted">Export</span>
      {FORMATS.map((format) => (
        <a
          key={format}
          className="btn compact"
          href={apiUrl(addressOf('/flights/{id}/export/{format}', { id: flightId, format }))}
          download
        >
          {format === 'geojson' ? 'GeoJSON' : format === 'tlog' ? 'tlog' : format.toUpperCase()}
        </a>
      ))}
    </div>
  );
}
