/** Longitude, latitude and height to CSS pixels, in double precision (a float jitters by metres at street level). */

const EARTH_CIRCUMFERENCE_M = 40_075_016.686;

export class Projector {
  private matrix: ArrayLike<number> = [];
  private width = 1;
  private height = 1;

  /** `matrix` takes Web Mercator coordinates from 0 to 1 to clip space, column by column. */
  begin(matrix: ArrayLike<number>, width: number, height: number): void {
    this.matrix = matrix;
    this.width = width;
    this.height = height;
  }

  /** Pixels from the top left corner, or null behind the camera. */
  project(longitude: number, latitude: number, heightM: number): [x: number, y: number] | null {
    const m = this.matrix;
    const phi = (latitude * Math.PI) / 180;
    const x = (longitude + 180) / 360;
    const y = (1 - Math.log(Math.tan(Math.PI / 4 + phi / 2)) / Math.PI) / 2;
    const z = heightM / (EARTH_CIRCUMFERENCE_M * Math.cos(phi));
    const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
    if (w <= 0) return null;
    const clipX = (m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w;
    const clipY = (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w;
    return [((clipX + 1) / 2) * this.width, ((1 - clipY) / 2) * this.height];
  }
}
