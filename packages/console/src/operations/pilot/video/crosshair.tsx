import type { GroundPosition } from '@outrider/core/camera';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useCan } from '../../../app/session.js';
import { call } from '../../../live/api.js';
import { useTelemetryTick } from '../../../live/hooks.js';
import { crosshairGround, NO_GROUND } from './crosshair-ground.js';

const ADDRESS_EVERY_MS = 1000;

/** The middle of the picture, and what lies there: address, place and how far that may be wrong. */
export function Crosshair({ aircraftId }: { aircraftId: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const error = useRef<HTMLSpanElement>(null);
  useTelemetryTick(aircraftId, () => {
    const ground = crosshairGround(aircraftId);
    write(place.current, typeof ground === 'string' ? NO_GROUND[ground] : placeText(ground));
    write(error.current, typeof ground === 'string' ? '' : errorText(ground));
  });
  return (
    <div className="crosshair-box">
      <svg className="crosshair" viewBox="-45 -45 90 90" width="90" height="90" aria-hidden="true">
        <path d="M-45 0H-18M18 0H45M0 -45V-18M0 18V45" />
        <circle r="3" />
      </svg>
      <section className="crosshair-words" aria-label="At the crosshair" title={TITLE}>
        <b>
          <Address aircraftId={aircraftId} /> <span ref={error} className="num" />
        </b>
        <span ref={place} className="num" />
      </section>
    </div>
  );
}

const TITLE =
  'Ground at the middle of the picture. About two of three such positions are nearer to the truth than the error that is shown.';

const placeText = ({ latitude_deg, longitude_deg, ground }: GroundPosition): string =>
  `${latitude_deg.toFixed(5)}, ${longitude_deg.toFixed(5)}${ground === 'terrain' ? '' : ' · ground as high as take-off'}`;

const errorText = ({ error_m }: GroundPosition): string => `± ${Math.max(1, Math.round(error_m))} m`;

function write(node: HTMLElement | null, text: string): void {
  if (node && node.textContent !== text) node.textContent = text;
}

/** The address nearest to the crosshair, asked for once a second at most and only when it moved. */
function Address({ aircraftId }: { aircraftId: string }) {
  const mayAsk = useCan('incidents:read');
  const [place, setPlace] = useState<{ latitude_deg: number; longitude_deg: number } | null>(null);
  useEffect(() => {
    const look = () => {
      const ground = crosshairGround(aircraftId);
      if (typeof ground === 'string') return setPlace(null);
      // A ten-thousandth of a degree is 11 m: another house.
      const latitude_deg = Math.round(ground.latitude_deg * 1e4) / 1e4;
      const longitude_deg = Math.round(ground.longitude_deg * 1e4) / 1e4;
      setPlace((now) =>
        now?.latitude_deg === latitude_deg && now.longitude_deg === longitude_deg
          ? now
          : { latitude_deg, longitude_deg },
      );
    };
    look();
    const timer = setInterval(look, ADDRESS_EVERY_MS);
    return () => clearInterval(timer);
  }, [aircraftId]);
  const nearest = useQuery({
    queryKey: ['nearest-address', place],
    queryFn: () => call('GET', '/addresses/nearest', { query: place! }),
    enabled: mayAsk && place !== null,
    placeholderData: (before) => before,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  return place === null ? null : (nearest.data?.match?.label ?? null);
}
