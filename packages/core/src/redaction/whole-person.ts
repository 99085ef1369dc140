import type { BoxShape } from '@outrider/schema';

/** A standing person is about seven and a half heads high (the canon of figure drawing), and the face a little shorter than a head. */
const FACE_HEIGHTS_OF_PERSON = 8.5;
const FACE_WIDTHS_OF_PERSON = 3.4;
/** A face's box begins at the forehead. */
const FACE_HEIGHTS_ABOVE = 0.6;
/** A standing person is at least so many times as high as wide; a box that is wider shows a part of one. */
const LEAST_HEIGHT_PER_WIDTH = 2;

/**
 * The whole person to whom a box belongs, from head to feet, cut at the picture's edges: of a face, the body under it; of a person who is
 * seen in part, what a standing one takes up downwards. Never smaller than the box.
 * @param aspect the picture's width over its height
 */
export function wholePerson(box: BoxShape, kind: 'person' | 'face', aspect: number): BoxShape {
  if (kind === 'person') {
    const height = Math.max(box.height, LEAST_HEIGHT_PER_WIDTH * box.width * aspect);
    return cut({ ...box, height });
  }
  const width = box.width * FACE_WIDTHS_OF_PERSON;
  return cut({
    type: 'box',
    x: box.x + (box.width - width) / 2,
    y: box.y - box.height * FACE_HEIGHTS_ABOVE,
    width,
    height: box.height * FACE_HEIGHTS_OF_PERSON,
  });
}

function cut({ x, y, width, height }: BoxShape): BoxShape {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return { type: 'box', x: left, y: top, width: Math.min(1, x + width) - left, height: Math.min(1, y + height) - top };
}
