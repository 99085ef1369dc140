/** What things look like: in daylight, and by their warmth. */

/** Luma 16 to 235, chroma around 128, and how much luma varies from place to place. */
export interface Colour {
  y: number;
  u: number;
  v: number;
  grain: number;
}

/** ITU-R BT.601 with limited range. */
function rgb(red: number, green: number, blue: number, grain = 0): Colour {
  return {
    y: Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255),
    u: Math.round(128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255),
    v: Math.round(128 + (112 * red - 93.786 * green - 18.214 * blue) / 255),
    grain,
  };
}

const warm = (y: number, grain = 0): Colour => ({ y, u: 128, v: 128, grain });

/** Daylight, and white-hot thermal. */
const LOOKS = {
  grass: [rgb(94, 112, 62, 26), warm(78, 10)],
  lawn: [rgb(84, 118, 58, 22), warm(76, 8)],
  park: [rgb(70, 104, 50, 26), warm(72, 8)],
  meadow: [rgb(128, 122, 76, 24), warm(84, 10)],
  sand: [rgb(196, 182, 146, 14), warm(104, 6)],
  water: [rgb(52, 86, 104, 8), warm(40, 3)],
  pool: [rgb(70, 164, 190, 4), warm(48, 2)],
  asphalt: [rgb(74, 75, 78, 9), warm(122, 5)],
  lot: [rgb(92, 92, 93, 10), warm(126, 5)],
  runway: [rgb(66, 67, 70, 7), warm(124, 4)],
  walk: [rgb(152, 150, 144, 10), warm(112, 5)],
  paving: [rgb(138, 134, 128, 14), warm(114, 6)],
  gravel: [rgb(134, 124, 108, 20), warm(110, 6)],
  path: [rgb(168, 150, 116, 14), warm(100, 5)],
  planks: [rgb(134, 112, 88, 14), warm(98, 5)],
  paint: [rgb(224, 224, 218), warm(128)],
  yellow: [rgb(214, 176, 66), warm(128)],
  red: [rgb(196, 52, 44), warm(128)],
  pad: [rgb(60, 98, 88, 5), warm(118, 4)],
  roof_dark: [rgb(84, 82, 84, 8), warm(98, 5)],
  roof_grey: [rgb(128, 127, 126, 8), warm(92, 5)],
  roof_light: [rgb(182, 180, 174, 8), warm(88, 5)],
  roof_brown: [rgb(116, 84, 66, 10), warm(100, 5)],
  roof_tile: [rgb(160, 92, 68, 10), warm(102, 5)],
  wall_white: [rgb(222, 217, 205), warm(104)],
  wall_sand: [rgb(206, 186, 148), warm(106)],
  wall_brick: [rgb(160, 96, 78), warm(110)],
  wall_grey: [rgb(158, 160, 162), warm(106)],
  wall_blue: [rgb(140, 160, 178), warm(104)],
  wall_green: [rgb(150, 164, 132), warm(104)],
  wall_rose: [rgb(198, 156, 140), warm(106)],
  glass: [rgb(56, 72, 88), warm(76)],
  glass_bright: [rgb(108, 132, 150), warm(70)],
  leaves: [rgb(52, 84, 40), warm(68)],
  leaves_lit: [rgb(86, 124, 58), warm(74)],
  leaves_pale: [rgb(104, 122, 66), warm(76)],
  trunk: [rgb(88, 70, 54), warm(84)],
  machine: [rgb(168, 170, 172), warm(150)],
  car_white: [rgb(226, 226, 224), warm(140)],
  car_black: [rgb(40, 41, 44), warm(158)],
  car_silver: [rgb(164, 167, 170), warm(144)],
  car_red: [rgb(158, 38, 36), warm(148)],
  car_blue: [rgb(44, 78, 136), warm(150)],
  engine: [rgb(178, 30, 28), warm(196)],
  engine_hot: [rgb(60, 60, 62), warm(214)],
  beacon: [rgb(60, 110, 240), warm(200)],
  person: [rgb(66, 70, 92), warm(226)],
  skin: [rgb(206, 160, 130), warm(235)],
  flame: [rgb(255, 168, 60), warm(235)],
  ember: [rgb(216, 92, 30), warm(235)],
  smoke: [rgb(96, 94, 94), warm(120)],
  haze: [rgb(186, 198, 208), warm(30)],
  sky: [rgb(104, 150, 204), warm(16)],
} satisfies Record<string, readonly [Colour, Colour]>;

export type Material = keyof typeof LOOKS;
export type Palette = Readonly<Record<Material, Colour>>;

function paletteOf(index: 0 | 1): Palette {
  return Object.fromEntries(Object.entries(LOOKS).map(([name, looks]) => [name, looks[index]])) as unknown as Palette;
}

export const DAYLIGHT = paletteOf(0);
export const THERMAL = paletteOf(1);
