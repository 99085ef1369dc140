import type { CrewMessage } from '@outrider/schema';
import type { Feature } from 'geojson';
import { useMemo } from 'react';
import type { MapLabel } from '../../map/labels.js';
import { MapLabels } from '../../map/labels.js';
import { MAP } from '../../map/palette.js';
import { collection, useLayers } from '../../map/use-layers.js';
import { useMessages } from './use-messages.js';

const LAYERS = [
  {
    id: 'pins',
    type: 'symbol',
    layout: {
      'icon-image': 'pin',
      'icon-anchor': 'bottom',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
    paint: { 'icon-opacity': ['case', ['get', 'isNew'], 1, 0.8] },
  },
  {
    id: 'pins-new',
    type: 'circle',
    filter: ['get', 'isNew'],
    paint: { 'circle-radius': 14, 'circle-opacity': 0, 'circle-stroke-width': 1.5, 'circle-stroke-color': MAP.text },
  },
] as const satisfies Parameters<typeof useLayers>[3];

/** Pins that the crew of a flight was sent: new ones with a ring, and those that were accepted. */
export function PinsOnMap({ flightId }: { flightId: string }) {
  const messages = useMessages(flightId);
  return <Pins messages={messages} />;
}

export type Pinned = Pick<CrewMessage, 'id' | 'sender' | 'text' | 'pin' | 'state'>;
const LABEL_CHARACTERS = 40;

export function Pins({ messages }: { messages: readonly Pinned[] }) {
  const pinned = useMemo(() => messages.flatMap((one) => (one.pin ? [{ ...one, pin: one.pin }] : [])), [messages]);
  const data = useMemo(
    () =>
      collection(
        pinned.map<Feature>(({ pin, state }) => ({
          type: 'Feature',
          properties: { isNew: state === 'new' },
          geometry: { type: 'Point', coordinates: [pin.longitude_deg, pin.latitude_deg] },
        })),
      ),
    [pinned],
  );
  useLayers('pins', 'places', data, LAYERS);
  const labels = useMemo(
    () =>
      pinned.map<MapLabel>(({ id, sender, text, pin }) => ({
        id,
        kind: 'place',
        title: sender,
        detail: text === '' ? null : text.slice(0, LABEL_CHARACTERS),
        longitude_deg: pin.longitude_deg,
        latitude_deg: pin.latitude_deg,
      })),
    [pinned],
  );
  return <MapLabels labels={labels} />;
}
