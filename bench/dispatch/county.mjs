// A county of 30 km by 30 km with 1,000 aircraft on 250 sites and 5,000 volumes, the same for the same seed.

const DEGREE_M = 111_320;
const CENTRE = { latitude_deg: 37.4, longitude_deg: -122.1 };
const EAST_M = DEGREE_M * Math.cos((CENTRE.latitude_deg * Math.PI) / 180);
const HALF_M = 15_000;
export const NOW = Date.UTC(2026, 10, 21, 19, 0);

/** mulberry32: small, fast, seeded. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const id = (group, n) => `00000000-0000-7000-8${String(group).padStart(3, '0')}-${String(n).padStart(12, '0')}`;
const degrees = ([x, y]) => [CENTRE.longitude_deg + x / EAST_M, CENTRE.latitude_deg + y / DEGREE_M];
export const place = (x, y) => {
  const [longitude_deg, latitude_deg] = degrees([x, y]);
  return { latitude_deg, longitude_deg };
};

function volume(n, kind, ring, floor_m, top_m) {
  return {
    id: id(1, n),
    name: `${kind.replace('_', ' ')} ${n}`,
    kind,
    rings: [[...ring, ring[0]].map(degrees)],
    floor_m,
    top_m,
    datum: 'agl',
    starts_at_utc_ms: null,
    ends_at_utc_ms: null,
    source: 'bench',
    reason: null,
    enabled: true,
  };
}

function turned([x, y], width, depth, angle) {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const corners = [
    [-width, -depth],
    [width, -depth],
    [width, depth],
    [-width, depth],
  ];
  return corners.map(([u, v]) => [x + (u * c - v * s) / 2, y + (u * s + v * c) / 2]);
}

function circle([x, y], radius, corners) {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (i * 2 * Math.PI) / corners;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

/** 4,500 buildings around ten centres (one in twelve taller than the cruise height), 400 keep-outs, 100 ceilings. */
export function volumes(random) {
  const centres = Array.from({ length: 10 }, () => [(random() * 2 - 1) * 11_000, (random() * 2 - 1) * 11_000]);
  const near = () => {
    const [x, y] = centres[Math.floor(random() * centres.length)];
    const [reach, angle] = [3500 * Math.sqrt(random()), random() * 2 * Math.PI];
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  };
  const anywhere = () => [(random() * 2 - 1) * HALF_M, (random() * 2 - 1) * HALF_M];
  const all = [];
  for (let n = 0; n < 4500; n++) {
    const height = random() < 1 / 12 ? 50 + random() * 80 : 12 + random() * 25;
    all.push(
      volume(n, 'obstacle', turned(near(), 20 + random() * 50, 15 + random() * 30, random() * Math.PI), 0, height),
    );
  }
  for (let n = 4500; n < 4750; n++)
    all.push(volume(n, 'keep_out', turned(near(), 180, 140, random() * Math.PI), 0, 30));
  for (let n = 4750; n < 4900; n++)
    all.push(volume(n, 'keep_out', circle(anywhere(), 120 + random() * 280, 32), 0, 122));
  for (let n = 4900; n < 5000; n++) all.push(volume(n, 'ceiling', turned(anywhere(), 1600, 1600, 0), null, 61));
  return all;
}

/** Rolling land, 0 to 60 m, a cell every 100 m. */
export function terrain() {
  const [rows, columns] = [340, 340];
  const step_latitude_deg = 100 / DEGREE_M;
  const step_longitude_deg = 100 / EAST_M;
  const elevation_amsl_m = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      elevation_amsl_m.push(
        Math.round(10 * (30 + 20 * Math.sin(row / 40) * Math.cos(column / 55) + 10 * Math.sin(column / 23))) / 10,
      );
    }
  }
  return {
    north_deg: CENTRE.latitude_deg + (rows / 2) * step_latitude_deg,
    west_deg: CENTRE.longitude_deg - (columns / 2) * step_longitude_deg,
    step_latitude_deg,
    step_longitude_deg,
    rows,
    columns,
    elevation_amsl_m,
    source: 'bench',
  };
}
