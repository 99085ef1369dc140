/** The groups of a METAR (WMO-No. 306 FM 15, FMH-1), each read on its own: null where the group is of another kind. */
import type { Weather } from '@outrider/schema';
import { METRES_PER_FOOT, METRES_PER_MILE, mpsOfKnots } from '../units/index.js';

/** Written as the ceiling where the sky has none: the highest value that the field takes. Null means not known. */
export const NO_CEILING_M = 20_000;
const METRES_PER_KILOMETRE_HOUR = 1000 / 3600;

export type MetarValues = {
  -readonly [K in keyof Omit<Weather, 'source' | 'station' | 'text' | 'observed_at_utc_ms'>]: Weather[K];
};
/** Reads one group into the values; answers whether the group was of its kind. */
export type GroupReader = (group: string, values: MetarValues, next: string | undefined) => boolean | 'with_next';

const WIND = /^(\d{3}|VRB|\/\/\/)(P?\d{2,3}|\/\/)(?:G(P?\d{2,3}|\/\/))?(KT|MPS|KMH)$/;

/** 24015G25KT, VRB03KT, 00000KT, 18006MPS, /////KT. */
export const readWind: GroupReader = (group, values) => {
  const found = WIND.exec(group);
  if (found === null) return false;
  const [, from, speed, gust, unit] = found;
  values.wind_speed_mps = speedOf(speed!, unit!);
  values.wind_gust_mps = gust === undefined ? null : speedOf(gust, unit!);
  // A calm comes from nowhere, and a variable wind from anywhere: no direction to reckon with.
  values.wind_from_deg = /^\d{3}$/.test(from!) && Number(speed!.replace('P', '')) > 0 ? Number(from) % 360 : null;
  return Number(from) <= 360 || !/^\d/.test(from!);
};

function speedOf(text: string, unit: string): number | null {
  const value = Number(text.replace('P', ''));
  if (Number.isNaN(value)) return null;
  if (unit === 'KT') return mpsOfKnots(value);
  return unit === 'MPS' ? value : value * METRES_PER_KILOMETRE_HOUR;
}

/** 210V280 says between which directions the wind varies; no direction is then sure. */
export const readVariation: GroupReader = (group, values) => {
  if (!/^\d{3}V\d{3}$/.test(group)) return false;
  values.wind_from_deg = null;
  return true;
};

/** 10SM, 1/2SM, M1/4SM, P6SM, "1 1/2SM", 9999, 0800, 4000NE, 9999NDV, CAVOK. */
export const readVisibility: GroupReader = (group, values, next) => {
  if (group === 'CAVOK') {
    Object.assign(values, { visibility_m: 10_000, ceiling_agl_m: NO_CEILING_M });
    return true;
  }
  if (/^\d$/.test(group) && next !== undefined && /^\d\/\d{1,2}SM$/.test(next)) {
    setVisibility(values, (Number(group) + fraction(next.slice(0, -2))) * METRES_PER_MILE);
    return 'with_next';
  }
  const miles = /^[MP]?(\d{1,3}|\d{1,2}\/\d{1,2})SM$/.exec(group);
  if (miles !== null) return setVisibility(values, fraction(miles[1]!) * METRES_PER_MILE);
  const metres = /^(\d{4})(NDV|[NS]?[EW]?)$/.exec(group);
  if (metres !== null) return setVisibility(values, metres[1] === '9999' ? 10_000 : Number(metres[1]));
  return /^\/{4}(SM)?$/.test(group);
};

/** A second visibility group gives the least in some direction: the lower one counts. */
function setVisibility(values: MetarValues, metres: number): boolean {
  values.visibility_m = Math.min(values.visibility_m ?? Infinity, metres);
  return Number.isFinite(metres);
}

function fraction(text: string): number {
  const [over, under] = text.split('/').map(Number);
  return under === undefined ? over! : over! / under;
}

/** FEW020, BKN015CB, OVC///, VV002, CLR, NSC. The ceiling is the lowest broken or overcast layer, or the vertical visibility. */
export const readCloud: GroupReader = (group, values) => {
  if (/^(SKC|CLR|NSC|NCD)$/.test(group)) {
    values.ceiling_agl_m ??= NO_CEILING_M;
    return true;
  }
  const found = /^(FEW|SCT|BKN|OVC|VV|\/\/\/)(\d{3}|\/\/\/)(CB|TCU|\/\/\/)?$/.exec(group);
  if (found === null) return false;
  const [, amount, hundreds] = found;
  if (amount === 'FEW' || amount === 'SCT') values.ceiling_agl_m ??= NO_CEILING_M;
  else if (amount !== '///' && hundreds !== '///') {
    const height = Number(hundreds) * 100 * METRES_PER_FOOT;
    values.ceiling_agl_m = Math.min(values.ceiling_agl_m ?? Infinity, height);
  } else values.ceiling_agl_m = lowerUnknown(values.ceiling_agl_m);
  return true;
};

/** A layer of unknown height may be the lowest: only a known ceiling below others stays. */
function lowerUnknown(known: number | null): number | null {
  return known === NO_CEILING_M ? null : known;
}

/** 22/12, M05/M10, 05/, //. */
export const readTemperature: GroupReader = (group, values) => {
  const found = /^(M?\d{2}|\/\/|XX)\/(M?\d{2}|\/\/|XX)?$/.exec(group);
  if (found === null) return false;
  const text = found[1]!;
  values.temperature_c = /\d/.test(text) ? Number(text.replace('M', '-')) : null;
  return true;
};

const PHENOMENA =
  /^(\+|-|VC|RE)?(MI|PR|BC|DR|BL|SH|TS|FZ)?((?:DZ|RA|SN|SG|IC|PL|GR|GS|UP|BR|FG|FU|VA|DU|SA|HZ|PY|PO|SQ|FC|SS|DS)*)$/;
const FALLING = /DZ|RA|SN|SG|IC|PL|GR|GS|UP/;
const SEVERITY = ['none', 'light', 'moderate', 'heavy', 'freezing', 'thunderstorm'] as const;

/** -RA, +TSRA, VCTS, FZFG, BR. The worst of all groups counts. */
export const readPhenomenon: GroupReader = (group, values) => {
  if (group === '//') {
    values.precipitation = null;
    return true;
  }
  const found = PHENOMENA.exec(group);
  if (found === null || (found[2] === undefined && found[3] === '')) return false;
  // What has ended ("recent") does not fall any more.
  if (found[1] === 'RE') return true;
  const worst = severityOf(found[1] ?? '', found[2] ?? '', found[3]!);
  const before = values.precipitation ?? 'none';
  if (SEVERITY.indexOf(worst) > SEVERITY.indexOf(before)) values.precipitation = worst;
  return true;
};

function severityOf(strength: string, descriptor: string, what: string): (typeof SEVERITY)[number] {
  if (descriptor === 'TS' || /FC|SQ/.test(what)) return 'thunderstorm';
  if (descriptor === 'FZ') return 'freezing';
  if (strength === 'VC' || !FALLING.test(what)) return 'none';
  if (strength === '+' || /GR/.test(what)) return 'heavy';
  return strength === '-' ? 'light' : 'moderate';
}

/** Groups that say nothing about the limits of a flight: pressure, runways, wind shear aloft, sea, colour states. */
export const skipOthers: GroupReader = (group) =>
  /^(A|Q)(\d{4}|\/{4})$/.test(group) ||
  /^R\d{2}[LCR]?\/.*$/.test(group) ||
  /^(WS|ALL|RWY|R\d{2}[LCR]?)$/.test(group) ||
  /^RWY\d{2}[LCR]?$/.test(group) ||
  /^W(M?\d{2}|\/\/)\/[SH][\d/]+$/.test(group) ||
  /^(BLACK)?(BLU|WHT|GRN|YLO1?|YLO2|AMB|RED)\+?$/.test(group) ||
  /^\d{8}$/.test(group) ||
  /^(AUTO|COR|CC[A-Z])$/.test(group);
