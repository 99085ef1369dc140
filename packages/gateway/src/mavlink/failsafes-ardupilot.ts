/** ArduCopter's failsafes (its parameters; names of 4.x and of the versions before and after). */
import type { AutopilotFailsafes, FailsafeRule, ParameterValues } from './failsafes.js';
import { HOME_RULE, notRead } from './failsafes.js';

const RTL = 1;
const LONGEST_LINK_TIMEOUT_S = 5;
/** FS_OPTIONS: keep flying the mission, or under pilot control, without the ground station. */
const GCS_CONTINUE_BITS = 2 | 16;
const FENCE_ALTITUDE = 1;
const FENCE_CIRCLE = 2;
const FENCE_POLYGON = 4;
const BATTERY_RTL = 2;
const BATTERY_LAND = 1;
const DEFAULT_RETURN_HEIGHT_M = 30;

const LOST_LINK: FailsafeRule = {
  name: 'lost_link',
  parameters: ['FS_GCS_ENABLE', 'FS_GCS_TIMEOUT', 'FS_OPTIONS'],
  judge(values) {
    const enable = values.get('FS_GCS_ENABLE');
    if (enable === undefined) return notRead('FS_GCS_ENABLE');
    const seconds = values.get('FS_GCS_TIMEOUT') ?? LONGEST_LINK_TIMEOUT_S;
    const options = values.get('FS_OPTIONS') ?? 0;
    if (enable === 0 || enable === 2) {
      return { ok: false, detail: `Lost link: FS_GCS_ENABLE is ${enable}, nothing would happen.` };
    }
    if (seconds > LONGEST_LINK_TIMEOUT_S) {
      return { ok: false, detail: `Lost link: FS_GCS_TIMEOUT is ${seconds} s, at most 5 s are allowed.` };
    }
    if ((options & GCS_CONTINUE_BITS) !== 0) {
      return { ok: false, detail: `Lost link: FS_OPTIONS is ${options} and lets it fly on without us.` };
    }
    return { ok: true, detail: `Lost link: acts after ${seconds} s (FS_GCS_ENABLE ${enable}).` };
  },
  remedy(values) {
    const writes: [string, number][] = [];
    const enable = values.get('FS_GCS_ENABLE');
    const options = values.get('FS_OPTIONS');
    if (enable === 0 || enable === 2) writes.push(['FS_GCS_ENABLE', RTL]);
    if ((values.get('FS_GCS_TIMEOUT') ?? 0) > LONGEST_LINK_TIMEOUT_S) {
      writes.push(['FS_GCS_TIMEOUT', LONGEST_LINK_TIMEOUT_S]);
    }
    if (options !== undefined && (options & GCS_CONTINUE_BITS) !== 0) {
      writes.push(['FS_OPTIONS', options & ~GCS_CONTINUE_BITS]);
    }
    return writes;
  },
};

const GROUND_STATION: FailsafeRule = {
  name: 'ground_station_id',
  parameters: ['MAV_GCS_SYSID|SYSID_MYGCS'],
  judge(values, { ground_station_id }) {
    const listened = values.get('MAV_GCS_SYSID') ?? values.get('SYSID_MYGCS');
    if (listened === undefined) return notRead('MAV_GCS_SYSID');
    if (listened === ground_station_id) return { ok: true, detail: `It listens to ground station ${listened}.` };
    const text = `It listens to ground station ${listened}, we are ${ground_station_id}: its lost-link action would not know us.`;
    return { ok: false, detail: text };
  },
  remedy(values, { ground_station_id }) {
    if (values.has('MAV_GCS_SYSID')) return [['MAV_GCS_SYSID', ground_station_id]];
    return values.has('SYSID_MYGCS') ? [['SYSID_MYGCS', ground_station_id]] : [];
  },
};

const RC_LOSS: FailsafeRule = {
  name: 'rc_loss',
  parameters: ['FS_THR_ENABLE'],
  judge(values) {
    const enable = values.get('FS_THR_ENABLE');
    if (enable === undefined) return notRead('FS_THR_ENABLE');
    return enable === 0
      ? { ok: false, detail: 'Loss of stick input: FS_THR_ENABLE is 0, nothing would happen.' }
      : { ok: true, detail: `Loss of stick input: acts (FS_THR_ENABLE ${enable}).` };
  },
  remedy: (values) => (values.get('FS_THR_ENABLE') === 0 ? [['FS_THR_ENABLE', RTL]] : []),
};

const BATTERY: FailsafeRule = {
  name: 'battery',
  parameters: ['BATT_MONITOR', 'BATT_FS_LOW_ACT', 'BATT_FS_CRT_ACT', 'BATT_LOW_VOLT', 'BATT_LOW_MAH'],
  judge(values) {
    const action = values.get('BATT_FS_LOW_ACT');
    if (values.get('BATT_MONITOR') === 0)
      return { ok: false, detail: 'Battery: it is not measured (BATT_MONITOR is 0).' };
    if (action === undefined) return notRead('BATT_FS_LOW_ACT');
    if (action === 0) return { ok: false, detail: 'Battery: BATT_FS_LOW_ACT is 0, nothing would happen.' };
    if (!((values.get('BATT_LOW_VOLT') ?? 0) > 0) && !((values.get('BATT_LOW_MAH') ?? 0) > 0)) {
      return { ok: false, detail: 'Battery: neither BATT_LOW_VOLT nor BATT_LOW_MAH says when it is low.' };
    }
    return { ok: true, detail: `Battery: acts when low (BATT_FS_LOW_ACT ${action}).` };
  },
  remedy(values) {
    const writes: [string, number][] = [];
    if (values.get('BATT_FS_LOW_ACT') === 0) writes.push(['BATT_FS_LOW_ACT', BATTERY_RTL]);
    if (values.get('BATT_FS_CRT_ACT') === 0) writes.push(['BATT_FS_CRT_ACT', BATTERY_LAND]);
    return writes;
  },
};

const FENCE: FailsafeRule = {
  name: 'fence',
  parameters: ['FENCE_ENABLE', 'FENCE_ACTION', 'FENCE_TYPE'],
  judge(values) {
    const enable = values.get('FENCE_ENABLE');
    const type = values.get('FENCE_TYPE') ?? 0;
    if (enable === undefined) return notRead('FENCE_ENABLE');
    if (enable === 0) return { ok: false, detail: 'Fence: FENCE_ENABLE is 0.' };
    if (values.get('FENCE_ACTION') === 0)
      return { ok: false, detail: 'Fence: FENCE_ACTION is 0, it would only report.' };
    if ((type & FENCE_POLYGON) === 0 || (type & FENCE_ALTITUDE) === 0) {
      return { ok: false, detail: `Fence: FENCE_TYPE is ${type}; polygon and altitude are needed.` };
    }
    if ((type & FENCE_CIRCLE) !== 0) {
      return { ok: false, detail: `Fence: FENCE_TYPE is ${type}; its circle around home would end flights early.` };
    }
    return { ok: true, detail: 'Fence: on, polygon and altitude.' };
  },
  remedy(values) {
    const writes: [string, number][] = [];
    const type = values.get('FENCE_TYPE');
    if (type !== undefined) {
      const wanted = (type | FENCE_ALTITUDE | FENCE_POLYGON) & ~FENCE_CIRCLE;
      if (wanted !== type) writes.push(['FENCE_TYPE', wanted]);
    }
    if (values.get('FENCE_ACTION') === 0) writes.push(['FENCE_ACTION', RTL]);
    if (values.get('FENCE_ENABLE') === 0) writes.push(['FENCE_ENABLE', 1]);
    return writes;
  },
};

const RETURN_HEIGHT: FailsafeRule = {
  name: 'return_height',
  parameters: ['RTL_ALT|RTL_ALT_M', 'RTL_ALT_FINAL|RTL_ALT_FINAL_M', 'RTL_ALT_TYPE'],
  judge(values) {
    const height = returnHeight(values);
    if (height === null) return notRead('RTL_ALT');
    const final = values.get('RTL_ALT_FINAL_M') ?? (values.get('RTL_ALT_FINAL') ?? 0) / 100;
    if (final > 0) return { ok: false, detail: `Return: it would stay at ${final} m above home instead of landing.` };
    if ((values.get('RTL_ALT_TYPE') ?? 0) !== 0) {
      return { ok: false, detail: 'Return: RTL_ALT_TYPE is not 0, its height would not count from home.' };
    }
    if (height <= 0) return { ok: false, detail: 'Return: no return height is set.' };
    return { ok: true, detail: `Return at ${height} m above home, then landing.` };
  },
  remedy(values) {
    const writes: [string, number][] = [];
    if ((values.get('RTL_ALT_FINAL_M') ?? 0) > 0) writes.push(['RTL_ALT_FINAL_M', 0]);
    if ((values.get('RTL_ALT_FINAL') ?? 0) > 0) writes.push(['RTL_ALT_FINAL', 0]);
    if ((values.get('RTL_ALT_TYPE') ?? 0) !== 0) writes.push(['RTL_ALT_TYPE', 0]);
    const height = returnHeight(values);
    if (height !== null && height <= 0) writes.push(returnHeightWrite(values, DEFAULT_RETURN_HEIGHT_M));
    return writes;
  },
};

function returnHeight(values: ParameterValues): number | null {
  const metres = values.get('RTL_ALT_M');
  const centimetres = values.get('RTL_ALT');
  return metres ?? (centimetres === undefined ? null : centimetres / 100);
}

function returnHeightWrite(values: ParameterValues, metres: number): [string, number] {
  return values.has('RTL_ALT_M') ? ['RTL_ALT_M', metres] : ['RTL_ALT', Math.round(metres * 100)];
}

export const ARDUPILOT_FAILSAFES: AutopilotFailsafes = {
  rules: [LOST_LINK, GROUND_STATION, RC_LOSS, BATTERY, FENCE, HOME_RULE, RETURN_HEIGHT],
  returnHeight,
  limitParameters: ['RTL_ALT|RTL_ALT_M', 'FENCE_ALT_MAX', 'RTL_CONE_SLOPE'],
  limits(values, { return_height_m, ceiling_m }) {
    const writes: [string, number][] = [];
    if (returnHeight(values) !== return_height_m) writes.push(returnHeightWrite(values, return_height_m));
    if (values.has('FENCE_ALT_MAX') && values.get('FENCE_ALT_MAX') !== ceiling_m) {
      writes.push(['FENCE_ALT_MAX', ceiling_m]);
    }
    // Near home a cone would let it return below the height at which the line home was checked.
    if ((values.get('RTL_CONE_SLOPE') ?? 0) !== 0) writes.push(['RTL_CONE_SLOPE', 0]);
    return writes;
  },
};
