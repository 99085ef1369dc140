import { localPlane, toXy } from '@outrider/core/geo';
import type { LocalPlane, Xy } from '@outrider/core/geo';
import type { FlightEvent, Point, Track } from '@outrider/schema';
import { html } from './html.js';
import type { Html, Part } from './html.js';

const WIDTH = 720;
const HEIGHT = 460;
const MARGIN = 46;
/** A gap in time that is longer is not drawn over. */
const GAP_MS = 5_000;
const LEAST_SPAN_M = 60;

interface Frame {
  plane: LocalPlane;
  left_m: number;
  top_m: number;
  px_per_m: number;
}

/** The track on plain paper with north up and a scale bar; null where no position is known. */
export function trackMap(track: Track, target: Point | null, markers: readonly FlightEvent[]): Html | null {
  const lines = linesOf(track);
  const points = lines.flat();
  if (points.length === 0) return null;
  const placed = markers.flatMap((event) => placeOf(event) ?? []);
  const frame = frameOf([...points, ...(target ? [target] : []), ...placed]);
  const place = (point: Point): Xy => onPaper(frame, point);
  const [first, last] = [place(points[0]!), place(points.at(-1)!)];
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Track of the flight">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="#fff" />
    ${lines.map(
      (line) =>
        html`<polyline
          points="${line.map((point) => pair(place(point))).join(' ')}"
          fill="none"
          stroke="#0a3d91"
          stroke-width="1.6"
          stroke-linejoin="round"
        />`,
    )}
    ${target && cross(place(target), 'target')} ${placed.map((point, index) => mark(place(point), String(index + 1)))}
    ${ring(first, 'begin', false)}${ring(last, 'end', true)} ${northArrow()}${scaleBar(frame)}
  </svg>`;
}

/** Where a marker was set, in degrees; null where it says no place. */
export function placeOf({ data }: FlightEvent): Point | null {
  const position = data['position'] as Partial<Point> | null | undefined;
  const { latitude_deg, longitude_deg } = position ?? {};
  return typeof latitude_deg === 'number' && typeof longitude_deg === 'number' ? { latitude_deg, longitude_deg } : null;
}

function linesOf({ utc_ms, latitude_deg, longitude_deg }: Track): Point[][] {
  const lines: Point[][] = [];
  let before = -Infinity;
  utc_ms.forEach((at, index) => {
    const [latitude, longitude] = [latitude_deg[index] ?? null, longitude_deg[index] ?? null];
    if (latitude === null || longitude === null) return;
    if (at - before > GAP_MS) lines.push([]);
    before = at;
    lines.at(-1)!.push({ latitude_deg: latitude, longitude_deg: longitude });
  });
  return lines;
}

function frameOf(points: readonly Point[]): Frame {
  const plane = localPlane(points[0]!.longitude_deg, points[0]!.latitude_deg);
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { longitude_deg, latitude_deg } of points) {
    const [x, y] = toXy(plane, longitude_deg, latitude_deg);
    [west, east, south, north] = [Math.min(west, x), Math.max(east, x), Math.min(south, y), Math.max(north, y)];
  }
  const px_per_m = Math.min(
    (WIDTH - 2 * MARGIN) / Math.max(LEAST_SPAN_M, east - west),
    (HEIGHT - 2 * MARGIN) / Math.max(LEAST_SPAN_M, north - south),
  );
  const left_m = (west + east) / 2 - WIDTH / 2 / px_per_m;
  return { plane, left_m, top_m: (south + north) / 2 + HEIGHT / 2 / px_per_m, px_per_m };
}

function onPaper({ plane, left_m, top_m, px_per_m }: Frame, { longitude_deg, latitude_deg }: Point): Xy {
  const [x, y] = toXy(plane, longitude_deg, latitude_deg);
  return [(x - left_m) * px_per_m, (top_m - y) * px_per_m];
}

const px = (value: number): string => value.toFixed(1);
const pair = ([x, y]: Xy): string => `${px(x)},${px(y)}`;
const label = (x: number, y: number, text: Part, anchor = 'start'): Html =>
  html`<text
    x="${px(x)}"
    y="${px(y)}"
    font-size="12"
    font-family="Arial, sans-serif"
    fill="#111"
    stroke="#fff"
    stroke-width="3"
    paint-order="stroke"
    text-anchor="${anchor}"
    >${text}</text
  >`;

function ring([x, y]: Xy, word: string, filled: boolean): Html {
  const side = filled ? 9 : -9;
  return html`<circle
      cx="${px(x)}"
      cy="${px(y)}"
      r="5"
      fill="${filled ? '#0a3d91' : '#fff'}"
      stroke="#0a3d91"
      stroke-width="1.6"
    />${label(x + side, y + (filled ? 15 : -8), word, filled ? 'start' : 'end')}`;
}

const cross = ([x, y]: Xy, word: string): Html =>
  html`<path
      d="M${px(x - 6)} ${px(y)}H${px(x + 6)}M${px(x)} ${px(y - 6)}V${px(y + 6)}"
      stroke="#b00020"
      stroke-width="1.8"
      fill="none"
    />${label(x + 9, y - 5, word)}`;
const mark = ([x, y]: Xy, number: string): Html =>
  html`<rect x="${px(x - 3.5)}" y="${px(y - 3.5)}" width="7" height="7" fill="#111" />${label(x + 7, y + 12, number)}`;
const northArrow = (): Html =>
  html`<path d="M${WIDTH - 26} 18l6 20-6-5-6 5z" fill="#111" />${label(WIDTH - 26, 52, 'N', 'middle')}`;

/** A round length of about a fifth of the width. */
function scaleBar({ px_per_m }: Frame): Html {
  const wanted = WIDTH / 5 / px_per_m;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const length_m = ([5, 2, 1].find((step) => step * power <= wanted) ?? 1) * power;
  const [x, y, width] = [18, HEIGHT - 18, length_m * px_per_m];
  const text = length_m >= 1000 ? `${length_m / 1000} km` : `${length_m} m`;
  return html`<path
      d="M${x} ${y - 5}V${y}H${px(x + width)}V${y - 5}"
      stroke="#111"
      stroke-width="1.4"
      fill="none"
    />${label(x + width + 7, y + 1, text)}`;
}
