import type { Camera, Flight } from '@outrider/schema';
import type { ReactNode } from 'react';
import { createContext, useContext, useMemo, useState } from 'react';
import { useAircraftCameras } from '../../../video/cameras.js';
import type { Player } from '../../../video/player.js';
import { usePlayer } from '../../../video/players.js';

export interface CockpitVideo {
  /** Cameras of the aircraft that can be chosen. */
  cameras: readonly Camera[];
  camera: Camera | null;
  choose: (cameraId: string) => void;
  player: Player | null;
  zoom: number;
  setZoom: (zoom: number) => void;
}

const CockpitVideoContext = createContext<CockpitVideo | null>(null);

/** Plays the chosen camera of the flight's aircraft for everything in the cockpit. */
export function CockpitVideoProvider({ flight, children }: { flight: Flight; children: ReactNode }) {
  const cameras = useAircraftCameras(flight.aircraft_id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [zoom, setZoom] = useState(1);
  const camera = cameras.find(({ id }) => id === chosen) ?? cameras[0] ?? null;
  const player = usePlayer(camera?.id ?? null, 'pilot');
  const value = useMemo(
    () => ({ cameras, camera, choose: setChosen, player, zoom, setZoom }),
    [cameras, camera, player, zoom],
  );
  return <CockpitVideoContext value={value}>{children}</CockpitVideoContext>;
}

/** Video of the cockpit around this component. */
export function useCockpitVideo(): CockpitVideo {
  const video = useContext(CockpitVideoContext);
  if (!video) throw new Error('useCockpitVideo is used outside a cockpit');
  return video;
}
