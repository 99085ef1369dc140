import { useEffect, useRef } from 'react';
import { useMap } from './map-view.js';

export interface MapLabel {
  id: string;
  kind: 'incident' | 'site' | 'volume' | 'place';
  title: string;
  detail: string | null;
  longitude_deg: number;
  latitude_deg: number;
}

const SIDE_PX = 18;

/** Labels as HTML over the map: crisp, and without fonts from a server. They are for the eye; lists hold the same words. */
export function MapLabels({ labels }: { labels: readonly MapLabel[] }) {
  const map = useMap();
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const place = () => {
      const nodes = host.current?.children;
      if (!nodes) return;
      labels.forEach((label, index) => {
        const node = nodes[index] as HTMLElement | undefined;
        if (!node) return;
        const { x, y } = map.project([label.longitude_deg, label.latitude_deg]);
        const shift = label.kind === 'volume' ? 'translate(-50%, -50%)' : 'translate(0, -50%)';
        const side = label.kind === 'volume' ? 0 : SIDE_PX;
        node.style.transform = `translate(${Math.round(x + side)}px, ${Math.round(y)}px) ${shift}`;
      });
    };
    place();
    map.on('render', place);
    return () => {
      map.off('render', place);
    };
  }, [map, labels]);

  return (
    <div className="map-labels" ref={host} aria-hidden="true">
      {labels.map((label) => (
        <div key={label.id} className="map-label" data-kind={label.kind}>
          <b>{label.title}</b>
          {label.detail}
        </div>
      ))}
    </div>
  );
}
