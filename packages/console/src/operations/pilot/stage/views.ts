/** What stands in the big picture of the cockpit and what in the small one. */
export type MapKind = 'chase' | 'overview';
export type View = 'video' | MapKind;

export const VIEW_NAME: Readonly<Record<MapKind, string>> = { chase: 'Following map', overview: 'Overview map' };

/** With video: it and the map chosen. Without: both maps, the following one big. Swapped, they change places. */
export function viewsOf(video: boolean, swapped: boolean, map: MapKind): { big: View; small: View } {
  const pair: [View, View] = video ? ['video', map] : ['chase', 'overview'];
  const [big, small] = swapped ? [pair[1], pair[0]] : pair;
  return { big, small };
}
