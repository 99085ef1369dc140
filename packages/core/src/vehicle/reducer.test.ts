import { describe, expect, it } from 'vitest';
import { linkStateAt, observe, observeLink } from './reducer.js';
import { toSample } from './sample.js';
import { unknownVehicle } from './state.js';
import type { VehicleState } from './state.js';

const mode = (armed: boolean, name = 'LOITER') => ({ kind: 'mode', mode: 'position', mode_name: name, armed }) as const;
const boot = (time_boot_ms: number) => ({ kind: 'boot_time', time_boot_ms }) as const;

function armedVehicle(): VehicleState {
  const state = unknownVehicle();
  observe(state, mode(true), 0);
  return state;
}

describe('link', () => {
  it('is stale from 1.5 s and lost from 3.5 s on, and says so once', () => {
    const state = armedVehicle();
    expect(observeLink(state, 0)).toEqual([{ kind: 'link', link: 'live' }]);
    expect(observeLink(state, 1499)).toEqual([]);
    expect(observeLink(state, 1500)).toEqual([{ kind: 'link', link: 'stale' }]);
    expect(observeLink(state, 3499)).toEqual([]);
    expect(observeLink(state, 3500)).toEqual([{ kind: 'link', link: 'lost' }]);
    observe(state, mode(true), 4000);
    expect(observeLink(state, 4001)).toEqual([{ kind: 'link', link: 'live' }]);
  });

  it('of which nothing was heard is lost', () => {
    expect(linkStateAt(null)).toBe('lost');
  });
});

describe('reboot', () => {
  it('is seen when the boot clock goes back, not when datagrams overtake each other', () => {
    const state = unknownVehicle();
    observe(state, boot(60_000), 0);
    expect(observe(state, boot(58_500), 1)).toEqual([]);
    expect(observe(state, boot(60_100), 2)).toEqual([]);
    expect(observe(state, boot(900), 3)).toEqual([{ kind: 'rebooted' }]);
    expect(state).toMatchObject({ reboots: 1, time_boot_ms: 900, home: null });
  });

  it('is not seen when the 32-bit clock wraps after 49 days', () => {
    const state = unknownVehicle();
    observe(state, boot(2 ** 32 - 50), 0);
    expect(observe(state, boot(40), 1)).toEqual([]);
    expect(state.time_boot_ms).toBe(40);
  });
});

describe('phase', () => {
  it('follows the landed state that the autopilot sends', () => {
    const state = armedVehicle();
    observe(state, { kind: 'landed', landed: 'on_ground' }, 1);
    expect(state.phase).toBe('armed');
    expect(observe(state, { kind: 'landed', landed: 'taking_off' }, 2)).toEqual([
      { kind: 'phase', from: 'armed', to: 'taking_off' },
    ]);
    observe(state, { kind: 'landed', landed: 'in_air' }, 3);
    expect(state.phase).toBe('airborne');
    observe(state, { kind: 'mode', mode: 'land', mode_name: 'LAND', armed: true }, 4);
    expect(state.phase).toBe('landing');
    expect(observe(state, mode(false), 5)).toContainEqual({ kind: 'disarmed' });
    expect(state.phase).toBe('on_ground');
  });

  it('comes from height and speed where the autopilot does not say, with hysteresis', () => {
    const state = armedVehicle();
    const at = (height_above_takeoff_m: number, ground_speed_mps = 0, climb_mps = 0) => {
      observe(state, { kind: 'values', values: { height_above_takeoff_m, ground_speed_mps, climb_mps } }, 1);
      return state.phase;
    };
    expect(at(0.6)).toBe('armed');
    expect(at(1.2)).toBe('airborne');
    expect(at(0.6)).toBe('airborne');
    expect(at(0.2, 5)).toBe('airborne');
    expect(at(0.2)).toBe('armed');
  });
});

describe('sample', () => {
  it('keeps what is unknown null and names distance and bearing home', () => {
    const state = armedVehicle();
    const context = {
      aircraft_id: 'a',
      utc_ms: 5,
      now_ms: 100,
      stopped: false,
      manual: true,
      energy: { energy_to_return_percent: null, energy_to_land_percent: null, time_to_return_s: null },
    };
    expect(toSample(state, context)).toMatchObject({ latitude_deg: null, distance_home_m: null, link_age_ms: 100 });
    const home = { latitude_deg: 47, longitude_deg: 8, altitude_amsl_m: 400 };
    observe(state, { kind: 'home', home }, 1);
    observe(state, { kind: 'values', values: { latitude_deg: 47.001, longitude_deg: 8 } }, 1);
    const sample = toSample(state, context);
    expect(sample.distance_home_m).toBeCloseTo(111.2, 0);
    expect(sample.bearing_home_deg).toBeCloseTo(180, 5);
  });
});
