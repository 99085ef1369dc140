import { useState } from 'react';

export interface LayerChoice {
  airspace: boolean;
  obstacles: boolean;
  labels: boolean;
}

/** Which layers are shown, kept for this tab. */
export function useLayerChoice(): [LayerChoice, (change: Partial<LayerChoice>) => void] {
  const [choice, setChoice] = useState<LayerChoice>({ airspace: true, obstacles: false, labels: true });
  return [choice, (change) => setChoice((current) => ({ ...current, ...change }))];
}
