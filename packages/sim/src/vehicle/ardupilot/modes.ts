import { COPTER_MODE } from '@outrider/protocol/mavlink';

/** What a mode of ArduCopter needs and allows. */
interface ModeRules {
  name: string;
  needs_position: boolean;
  /** May the motors be armed in it? */
  armable: boolean;
  autonomous: boolean;
}

const mode = (name: string, needs_position: boolean, armable: boolean, autonomous: boolean): ModeRules => ({
  name,
  needs_position,
  armable,
  autonomous,
});

export const MODES: Readonly<Record<number, ModeRules>> = {
  [COPTER_MODE.STABILIZE]: mode('STABILIZE', false, true, false),
  [COPTER_MODE.ALT_HOLD]: mode('ALT_HOLD', false, true, false),
  [COPTER_MODE.AUTO]: mode('AUTO', true, false, true),
  [COPTER_MODE.GUIDED]: mode('GUIDED', true, true, true),
  [COPTER_MODE.LOITER]: mode('LOITER', true, true, false),
  [COPTER_MODE.RTL]: mode('RTL', true, false, true),
  [COPTER_MODE.CIRCLE]: mode('CIRCLE', true, false, true),
  [COPTER_MODE.LAND]: mode('LAND', false, false, true),
  [COPTER_MODE.POSHOLD]: mode('POSHOLD', true, true, false),
  [COPTER_MODE.BRAKE]: mode('BRAKE', true, false, true),
  [COPTER_MODE.SMART_RTL]: mode('SMART_RTL', true, false, true),
};
