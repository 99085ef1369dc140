/** What is picked on the operations page, and the incident that is being entered. */
import type { AskedPurpose, Incident, IncidentLocation, Point } from '@outrider/schema';
import { useSyncExternalStore } from 'react';
import { createStore } from '../live/store.js';

export type Pick =
  | { kind: 'none' }
  | { kind: 'incident'; id: string }
  | { kind: 'aircraft'; id: string }
  | { kind: 'place'; purpose: Exclude<AskedPurpose, 'incident'>; waypoints: Point[] };
export interface Selection {
  pick: Pick;
  /** Location found so far while an incident is entered or changed; null while neither is. */
  entry: { location: IncidentLocation | null; editing: Incident | null } | null;
  /** Aircraft whose route is shown and that would be requested. */
  candidateId: string | null;
}

export const selection = createStore<Selection>({ pick: { kind: 'none' }, entry: null, candidateId: null });
export const useSelection = (): Selection => useSyncExternalStore(selection.subscribe, selection.get);
export const pickIncident = (id: string): void =>
  selection.set({ pick: { kind: 'incident', id }, candidateId: null, entry: null });
export const pickAircraft = (id: string): void => selection.set({ pick: { kind: 'aircraft', id }, candidateId: null });
export const pickNothing = (): void => selection.set({ pick: { kind: 'none' }, candidateId: null });
export const startEntry = (location: IncidentLocation | null = null): void =>
  selection.set({ entry: { location, editing: null } });
export const startEdit = (incident: Incident): void =>
  selection.set({ entry: { location: incident.location, editing: incident } });
/** Another place for the incident that is entered or changed; null = it is not known any more. */
export function placeEntry(location: IncidentLocation | null): void {
  const { entry } = selection.get();
  if (entry) selection.set({ entry: { ...entry, location } });
}
export const stopEntry = (): void => selection.set({ entry: null });

/** A click on the empty map: the place of the incident being entered, the next waypoint, or a new place. */
export function pickPoint(point: Point): void {
  const { entry, pick } = selection.get();
  if (entry) {
    placeEntry({ ...point, uncertainty_m: 10, address: null });
  } else if (pick.kind === 'place') {
    selection.set({ pick: { ...pick, waypoints: [...pick.waypoints, point].slice(0, 100) }, candidateId: null });
  }
}
