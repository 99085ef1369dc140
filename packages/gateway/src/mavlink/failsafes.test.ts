import { unknownVehicle } from '@outrider/core/vehicle';
import { describe, expect, it } from 'vitest';
import { GOOD_PARAMETERS } from '../../test-support/peer.js';
import { ARDUPILOT_FAILSAFES } from './failsafes-ardupilot.js';
import { PX4_FAILSAFES } from './failsafes-px4.js';
import type { AutopilotFailsafes } from './failsafes.js';

const state = {
  ...unknownVehicle(),
  home: { latitude_deg: 47, longitude_deg: 8, altitude_amsl_m: 400 },
  gnss_fix: 3,
};
const context = { ground_station_id: 255, state };
const PX4_GOOD = {
  NAV_DLL_ACT: 2,
  COM_DL_LOSS_T: 10,
  COM_DLL_EXCEPT: 0,
  NAV_RCL_ACT: 2,
  COM_RC_IN_MODE: 3,
  COM_LOW_BAT_ACT: 3,
  GF_ACTION: 2,
  RTL_RETURN_ALT: 30,
  RTL_LAND_DELAY: 0,
  RTL_TYPE: 0,
};

function judged(failsafes: AutopilotFailsafes, values: Record<string, number>) {
  const map = new Map(Object.entries(values));
  const wrong = failsafes.rules.filter((rule) => rule.judge(map, context).ok !== true);
  return {
    wrong: wrong.map((rule) => rule.name),
    writes: Object.fromEntries(wrong.flatMap((rule) => rule.remedy(map, context))),
  };
}

describe('ArduCopter', () => {
  it('that is set right is ready', () => {
    expect(judged(ARDUPILOT_FAILSAFES, GOOD_PARAMETERS)).toEqual({ wrong: [], writes: {} });
  });

  it.each([
    [{ FS_GCS_ENABLE: 0 }, ['lost_link'], { FS_GCS_ENABLE: 1 }],
    [{ FS_GCS_TIMEOUT: 20 }, ['lost_link'], { FS_GCS_TIMEOUT: 5 }],
    // The default of ArduCopter: under pilot control it flies on without us.
    [{ FS_OPTIONS: 16 }, ['lost_link'], { FS_OPTIONS: 0 }],
    [{ MAV_GCS_SYSID: 1 }, ['ground_station_id'], { MAV_GCS_SYSID: 255 }],
    [{ FS_THR_ENABLE: 0 }, ['rc_loss'], { FS_THR_ENABLE: 1 }],
    [{ BATT_FS_LOW_ACT: 0 }, ['battery'], { BATT_FS_LOW_ACT: 2 }],
    [{ BATT_LOW_VOLT: 0 }, ['battery'], {}],
    [{ FENCE_ENABLE: 0, FENCE_TYPE: 7 }, ['fence'], { FENCE_ENABLE: 1, FENCE_TYPE: 5 }],
    [{ RTL_ALT_FINAL: 500 }, ['return_height'], { RTL_ALT_FINAL: 0 }],
  ])('%j is found: %j, and put right by %j', (over, wrong, writes) => {
    const found = judged(ARDUPILOT_FAILSAFES, { ...GOOD_PARAMETERS, ...over });
    expect(found.wrong).toEqual(wrong);
    expect(found.writes).toMatchObject(writes);
  });

  it('of which a value was not answered is not ready', () => {
    const { FS_GCS_ENABLE: _left, ...rest } = GOOD_PARAMETERS;
    expect(judged(ARDUPILOT_FAILSAFES, rest).wrong).toEqual(['lost_link']);
  });

  it('is given return height and ceiling in its own units', () => {
    const values = new Map(Object.entries(GOOD_PARAMETERS));
    const wanted = { return_height_m: 45, ceiling_m: 60 };
    expect(ARDUPILOT_FAILSAFES.limits(values, wanted)).toEqual([
      ['RTL_ALT', 4500],
      ['FENCE_ALT_MAX', 60],
    ]);
    const { RTL_ALT: _old, ...rest } = GOOD_PARAMETERS;
    const newer = new Map(Object.entries({ ...rest, RTL_ALT_M: 30 }));
    expect(ARDUPILOT_FAILSAFES.limits(newer, wanted)[0]).toEqual(['RTL_ALT_M', 45]);
  });
});

describe('PX4', () => {
  it('that is set right is ready', () => {
    expect(judged(PX4_FAILSAFES, PX4_GOOD)).toEqual({ wrong: [], writes: {} });
  });

  it.each([
    [{ NAV_DLL_ACT: 0 }, ['lost_link'], { NAV_DLL_ACT: 2 }],
    [{ NAV_DLL_ACT: 5 }, ['lost_link'], { NAV_DLL_ACT: 2 }],
    [{ COM_DL_LOSS_T: 60 }, ['lost_link'], { COM_DL_LOSS_T: 10 }],
    [{ COM_DLL_EXCEPT: 1 }, ['lost_link'], { COM_DLL_EXCEPT: 0 }],
    [{ COM_RC_IN_MODE: 4 }, ['rc_loss'], {}],
    [{ COM_LOW_BAT_ACT: 0 }, ['battery'], { COM_LOW_BAT_ACT: 3 }],
    [{ GF_ACTION: 1 }, ['fence'], { GF_ACTION: 2 }],
    [{ RTL_TYPE: 2 }, ['return_height'], { RTL_TYPE: 0 }],
    [{ RTL_LAND_DELAY: -1 }, ['return_height'], { RTL_LAND_DELAY: 0 }],
  ])('%j is found: %j, and put right by %j', (over, wrong, writes) => {
    const found = judged(PX4_FAILSAFES, { ...PX4_GOOD, ...over });
    expect(found.wrong).toEqual(wrong);
    expect(found.writes).toMatchObject(writes);
  });
});

describe('home', () => {
  it('is needed, with a fix to come back to', () => {
    const rule = PX4_FAILSAFES.rules.find((each) => each.name === 'home')!;
    const judge = (over: object) => rule.judge(new Map(), { ...context, state: { ...state, ...over } }).ok;
    expect([judge({}), judge({ home: null }), judge({ gnss_fix: 1 })]).toEqual([true, false, false]);
  });
});
