/** PX4's failsafes (its parameters of 1.13 to 1.17). */
import type { AutopilotFailsafes, FailsafeRule } from './failsafes.js';
import { HOME_RULE, notRead } from './failsafes.js';

const ACTION_RETURN = 2;
const LINK_ACTIONS = new Set([1, 2, 3]);
const LONGEST_LINK_TIMEOUT_S = 10;
const STICKS_DISABLED = 4;
const BATTERY_RETURN_THEN_LAND = 3;
const FENCE_HOLD = 2;
const FENCE_WARNING = 1;
/** RTL_TYPE: back along the mission instead of straight home. */
const BACKWARDS_TYPES = new Set([2, 4]);

const LOST_LINK: FailsafeRule = {
  name: 'lost_link',
  parameters: ['NAV_DLL_ACT', 'COM_DL_LOSS_T', 'COM_DLL_EXCEPT'],
  judge(values) {
    const action = values.get('NAV_DLL_ACT');
    const seconds = values.get('COM_DL_LOSS_T');
    const except = values.get('COM_DLL_EXCEPT') ?? 0;
    if (action === undefined) return notRead('NAV_DLL_ACT');
    if (seconds === undefined) return notRead('COM_DL_LOSS_T');
    if (!LINK_ACTIONS.has(action))
      return { ok: false, detail: `Lost link: NAV_DLL_ACT is ${action}; hold, return or land is needed.` };
    if (seconds > LONGEST_LINK_TIMEOUT_S) {
      return { ok: false, detail: `Lost link: COM_DL_LOSS_T is ${seconds} s, at most 10 s are allowed.` };
    }
    if (except !== 0) return { ok: false, detail: `Lost link: COM_DLL_EXCEPT is ${except} and makes exceptions.` };
    return { ok: true, detail: `Lost link: acts after ${seconds} s (NAV_DLL_ACT ${action}).` };
  },
  remedy(values) {
    const writes: [string, number][] = [];
    const action = values.get('NAV_DLL_ACT');
    if (action !== undefined && !LINK_ACTIONS.has(action)) writes.push(['NAV_DLL_ACT', ACTION_RETURN]);
    if ((values.get('COM_DL_LOSS_T') ?? 0) > LONGEST_LINK_TIMEOUT_S)
      writes.push(['COM_DL_LOSS_T', LONGEST_LINK_TIMEOUT_S]);
    if ((values.get('COM_DLL_EXCEPT') ?? 0) !== 0) writes.push(['COM_DLL_EXCEPT', 0]);
    return writes;
  },
};

/** PX4 takes the heartbeat of any ground station. */
const GROUND_STATION: FailsafeRule = {
  name: 'ground_station_id',
  parameters: [],
  judge: () => ({ ok: true, detail: 'It listens to every ground station.' }),
  remedy: () => [],
};

const RC_LOSS: FailsafeRule = {
  name: 'rc_loss',
  parameters: ['NAV_RCL_ACT', 'COM_RC_IN_MODE'],
  judge(values) {
    const action = values.get('NAV_RCL_ACT');
    if (action === undefined) return notRead('NAV_RCL_ACT');
    if (values.get('COM_RC_IN_MODE') === STICKS_DISABLED) {
      return { ok: false, detail: 'Loss of stick input: COM_RC_IN_MODE is 4, sticks are not taken at all.' };
    }
    return LINK_ACTIONS.has(action)
      ? { ok: true, detail: `Loss of stick input: acts (NAV_RCL_ACT ${action}).` }
      : { ok: false, detail: `Loss of stick input: NAV_RCL_ACT is ${action}; hold, return or land is needed.` };
  },
  remedy(values) {
    const action = values.get('NAV_RCL_ACT');
    return action !== undefined && !LINK_ACTIONS.has(action) ? [['NAV_RCL_ACT', ACTION_RETURN]] : [];
  },
};

const BATTERY: FailsafeRule = {
  name: 'battery',
  parameters: ['COM_LOW_BAT_ACT'],
  judge(values) {
    const action = values.get('COM_LOW_BAT_ACT');
    if (action === undefined) return notRead('COM_LOW_BAT_ACT');
    return action >= 2
      ? { ok: true, detail: `Battery: acts when low (COM_LOW_BAT_ACT ${action}).` }
      : { ok: false, detail: `Battery: COM_LOW_BAT_ACT is ${action}, it would only warn.` };
  },
  remedy(values) {
    const action = values.get('COM_LOW_BAT_ACT');
    return action !== undefined && action < 2 ? [['COM_LOW_BAT_ACT', BATTERY_RETURN_THEN_LAND]] : [];
  },
};

const FENCE: FailsafeRule = {
  name: 'fence',
  parameters: ['GF_ACTION'],
  judge(values) {
    const action = values.get('GF_ACTION');
    if (action === undefined) return notRead('GF_ACTION');
    return action > FENCE_WARNING
      ? { ok: true, detail: `Fence: acts (GF_ACTION ${action}).` }
      : { ok: false, detail: `Fence: GF_ACTION is ${action}, it would do nothing.` };
  },
  remedy(values) {
    const action = values.get('GF_ACTION');
    return action !== undefined && action <= FENCE_WARNING ? [['GF_ACTION', FENCE_HOLD]] : [];
  },
};

const RETURN_HEIGHT: FailsafeRule = {
  name: 'return_height',
  parameters: ['RTL_RETURN_ALT', 'RTL_LAND_DELAY', 'RTL_TYPE'],
  judge(values) {
    const height = values.get('RTL_RETURN_ALT');
    if (height === undefined) return notRead('RTL_RETURN_ALT');
    if ((values.get('RTL_LAND_DELAY') ?? 0) < 0) {
      return { ok: false, detail: 'Return: RTL_LAND_DELAY is below 0, it would stay in the air above home.' };
    }
    if (BACKWARDS_TYPES.has(values.get('RTL_TYPE') ?? 0)) {
      return { ok: false, detail: `Return: RTL_TYPE is ${values.get('RTL_TYPE')}, it would not come straight home.` };
    }
    if (height <= 0) return { ok: false, detail: 'Return: no return height is set.' };
    return { ok: true, detail: `Return at ${height} m above home, then landing.` };
  },
  remedy(values) {
    const writes: [string, number][] = [];
    if ((values.get('RTL_LAND_DELAY') ?? 0) < 0) writes.push(['RTL_LAND_DELAY', 0]);
    if (BACKWARDS_TYPES.has(values.get('RTL_TYPE') ?? 0)) writes.push(['RTL_TYPE', 0]);
    return writes;
  },
};

export const PX4_FAILSAFES: AutopilotFailsafes = {
  rules: [LOST_LINK, GROUND_STATION, RC_LOSS, BATTERY, FENCE, HOME_RULE, RETURN_HEIGHT],
  returnHeight: (values) => values.get('RTL_RETURN_ALT') ?? null,
  limitParameters: ['RTL_RETURN_ALT', 'GF_MAX_VER_DIST', 'RTL_CONE_ANG'],
  limits(values, { return_height_m, ceiling_m }) {
    const writes: [string, number][] = [];
    if (values.get('RTL_RETURN_ALT') !== return_height_m) writes.push(['RTL_RETURN_ALT', return_height_m]);
    if (values.has('GF_MAX_VER_DIST') && values.get('GF_MAX_VER_DIST') !== ceiling_m) {
      writes.push(['GF_MAX_VER_DIST', ceiling_m]);
    }
    // Near home a cone would let it return below the height at which the line home was checked.
    if ((values.get('RTL_CONE_ANG') ?? 0) !== 0) writes.push(['RTL_CONE_ANG', 0]);
    return writes;
  },
};
