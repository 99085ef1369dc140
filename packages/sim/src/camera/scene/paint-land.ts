import {
  AIRPORT,
  AVENUE_ROADS,
  blockRect,
  buildable,
  circle,
  corners,
  demoFleet,
  DOWNTOWN,
  fromLatLon,
  HELIPAD,
  HOSPITAL,
  padPosition,
  parkOutline,
  PARKS,
  pondOutlines,
  SCHOOL,
  STREETS,
  townDistanceM,
  withinTown,
} from '../../town/index.js';
import type { TownPoint, TownRect } from '../../town/index.js';
import type { Marks } from './marks.js';
import type { Material } from './palette.js';

export function paintParks(marks: Marks): void {
  for (const park of PARKS) marks.polygon(parkOutline(park), park.name === 'Marsh Preserve' ? 'meadow' : 'park');
  marks.rect({ u0: AIRPORT.u0, v0: -900, u1: AIRPORT.u1, v1: AIRPORT.v1 }, 'meadow');
  for (const { outline } of pondOutlines()) marks.polygon(outline, 'water');
}

export const middleOf = ({ u0, v0, u1, v1 }: TownRect): TownPoint => ({ u: (u0 + u1) / 2, v: (v0 + v1) / 2 });

/** What is between houses: towers stand on stone, sheds on asphalt, houses in gardens. */
export function groundOf(at: TownPoint): Material {
  const out = townDistanceM(at, DOWNTOWN);
  if (out < 420) return 'paving';
  if (at.u > 1500 && at.v < -300) return 'lot';
  return out < 950 ? 'walk' : 'lawn';
}

export function paintBlocks(marks: Marks): void {
  for (let j = 0; j + 1 < STREETS.length; j++) {
    for (let i = 0; i + 1 < AVENUE_ROADS.length; i++) {
      const rect = blockRect(i, j);
      if (rect && [middleOf(rect), ...corners(rect)].every((point) => buildable(point) && withinTown(point))) {
        marks.rect(rect, groundOf(middleOf(rect)));
      }
    }
  }
}

/** Rows of stalls, white lines between them. */
export function paintParkingLot(marks: Marks, rect: TownRect): void {
  marks.rect(rect, 'lot');
  for (let v = rect.v0 + 2; v + 5 < rect.v1; v += 11)
    marks.rect({ u0: rect.u0 + 2, v0: v, u1: rect.u1 - 2, v1: v + 5 }, 'paint', [0.12, 2.7]);
}

function hospital(marks: Marks): void {
  marks.rect(HOSPITAL, 'lawn');
  paintParkingLot(marks, { u0: HOSPITAL.u0 + 200, v0: HOSPITAL.v0 + 20, u1: HOSPITAL.u1 - 15, v1: HOSPITAL.v0 + 100 });
  marks.rect({ u0: HOSPITAL.u0 + 20, v0: HOSPITAL.v0 + 102, u1: HOSPITAL.u1 - 90, v1: HOSPITAL.v0 + 112 }, 'asphalt');
  const { u, v } = HELIPAD;
  marks.polygon(circle(HELIPAD, 22, 32), 'walk');
  marks.polygon(circle(HELIPAD, 14, 32), 'lot');
  marks.polygon(circle(HELIPAD, 12.5, 32), 'red');
  marks.polygon(circle(HELIPAD, 11.5, 32), 'lot');
  for (const side of [-1, 1])
    marks.rect({ u0: u + side * 3.4 - 0.8, v0: v - 5, u1: u + side * 3.4 + 0.8, v1: v + 5 }, 'paint');
  marks.rect({ u0: u - 3.4, v0: v - 0.8, u1: u + 3.4, v1: v + 0.8 }, 'paint');
}

function school(marks: Marks): void {
  marks.rect(SCHOOL, 'lawn');
  marks.rect({ u0: SCHOOL.u0 + 20, v0: SCHOOL.v0 + 20, u1: SCHOOL.u0 + 110, v1: SCHOOL.v1 - 20 }, 'walk');
  const field = { u0: SCHOOL.u0 + 120, v0: SCHOOL.v0 + 20, u1: SCHOOL.u1 - 10, v1: SCHOOL.v1 - 20 };
  marks.rect(field, 'roof_tile');
  marks.rect({ u0: field.u0 + 6, v0: field.v0 + 6, u1: field.u1 - 6, v1: field.v1 - 6 }, 'park');
  marks.rect({ u0: field.u0 + 6, v0: middleOf(field).v - 0.1, u1: field.u1 - 6, v1: middleOf(field).v + 0.1 }, 'paint');
}

/** Where the demo's aircraft stand: a green square with a white frame each, on asphalt. */
function pads(marks: Marks): void {
  const fleet = demoFleet(0);
  const points = fleet.map((aircraft) => fromLatLon(padPosition(aircraft, fleet)));
  for (const { u, v } of points) marks.rect({ u0: u - 16, v0: v - 14, u1: u + 20, v1: v + 14 }, 'lot');
  for (const { u, v } of points) {
    marks.rect({ u0: u - 2.6, v0: v - 2.6, u1: u + 2.6, v1: v + 2.6 }, 'paint');
    marks.rect({ u0: u - 2.2, v0: v - 2.2, u1: u + 2.2, v1: v + 2.2 }, 'pad');
    marks.rect({ u0: u - 0.15, v0: v - 1.2, u1: u + 0.15, v1: v + 1.2 }, 'paint');
    marks.rect({ u0: u - 1.2, v0: v - 0.15, u1: u + 1.2, v1: v + 0.15 }, 'paint');
  }
}

export function paintLandmarks(marks: Marks): void {
  hospital(marks);
  school(marks);
  pads(marks);
}
