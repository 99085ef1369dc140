import { useMap } from './map-view.js';

/** Zoom for those who have neither wheel nor keyboard. */
export function ZoomButtons() {
  const map = useMap();
  return (
    <div className="map-corner">
      <button type="button" className="btn icon" aria-label="Zoom in" onClick={() => map.zoomIn()}>
        +
      </button>
      <button type="button" className="btn icon" aria-label="Zoom out" onClick={() => map.zoomOut()}>
        −
      </button>
    </div>
  );
}
