import type { Incident, IncidentLocation } from '@outrider/schema';

export interface Entered {
  type: string;
  priority: Incident['priority'];
  narrative: string;
  location: IncidentLocation;
}

/**
 * What somebody has changed of an incident, and nothing else: a dispatch system may have changed the rest while the form was open.
 * Empty when nothing is different.
 */
export function changedFields(opened: Incident, entered: Entered): Partial<Entered> {
  const changed: Partial<Entered> = {};
  if (entered.type !== opened.type) changed.type = entered.type;
  if (entered.priority !== opened.priority) changed.priority = entered.priority;
  if (plain(entered.narrative) !== plain(opened.narrative)) changed.narrative = entered.narrative;
  if (!isSamePlace(opened.location, entered.location)) changed.location = entered.location;
  return changed;
}

/** A text field changes line ends, and the form the blanks around a text. */
const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** A place without an address is named by the nearest one in the form: that is no change of the place. */
const isSamePlace = (opened: IncidentLocation, entered: IncidentLocation): boolean =>
  opened.latitude_deg === entered.latitude_deg &&
  opened.longitude_deg === entered.longitude_deg &&
  opened.uncertainty_m === entered.uncertainty_m &&
  (opened.address === null || opened.address === entered.address);
