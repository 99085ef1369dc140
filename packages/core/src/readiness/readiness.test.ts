import type { Aircraft, AgencyPolicy, ReadinessItem, TelemetrySample, VehicleStatus } from '@outrider/schema';
import { expect, test } from 'vitest';
import { defaultPolicy } from '../dispatch/defaults.js';
import { judgeReadiness, openLines, stops } from './index.js';
import type { ReadinessInput } from './index.js';

const NOW = Date.UTC(2026, 10, 21, 19);
const HOUR = 3_600_000;
const failsafe = (name: 'lost_link' | 'battery', ok: boolean | null = true) => ({
  name,
  ok,
  detail: `${name} read.`,
  settable: true,
});
const aircraft = (over: Partial<Aircraft> = {}) =>
  ({
    grounding: null,
    vehicle_key: 'gw/l/1',
    remote_id_serial: '1668',
    in_dock: true,
    checklist_ticks: [],
    ...over,
  }) as Aircraft;
const status = (over: Partial<VehicleStatus> = {}) =>
  ({
    vehicle_key: 'gw/l/1',
    link: 'live',
    last_heard_utc_ms: NOW - 500,
    failsafes: { read_at_utc_ms: NOW, return_height_m: 60, items: [failsafe('lost_link'), failsafe('battery')] },
    health: [{ sensor: 'gnss', ok: true }],
    prearm_messages: [],
    ready_to_arm: true,
    home: null,
    ...over,
  }) as VehicleStatus;
const sample = (over: Partial<TelemetrySample> = {}) =>
  ({
    utc_ms: NOW - 400,
    battery_percent: 95,
    gnss_fix: 3,
    gnss_satellites: 14,
    gnss_hdop: 0.8,
    stopped: false,
    estimator_ok: true,
    ...over,
  }) as TelemetrySample;
const policy = (checklist: AgencyPolicy['checklist'] = []) => ({ ...defaultPolicy, checklist });
const input = (over: Partial<ReadinessInput> = {}): ReadinessInput => ({
  aircraft: aircraft(),
  status: status(),
  sample: sample(),
  policy: policy(),
  now_utc_ms: NOW,
  ...over,
});
const line = (over: Partial<ReadinessInput>, key: string): ReadinessItem =>
  judgeReadiness(input(over)).items.find((item) => item.key === key)!;

test('everything in order is ready, each line with its words', () => {
  const readiness = judgeReadiness(input());
  expect(readiness.state).toBe('ready');
  expect(readiness.items.every((item) => item.detail.length > 3 && item.remedy === null)).toBe(true);
  expect(openLines(input())).toEqual([]);
});

const CASES: [
  string,
  Partial<ReadinessInput>,
  string,
  ReadinessItem['state'],
  ReadinessItem['remedy'],
  'ready' | 'caution' | 'not_ready',
][] = [
  [
    'grounded',
    { aircraft: aircraft({ grounding: { reason: 'Noise', by: 'x', at_utc_ms: 0 } }) },
    'grounding',
    'not_ready',
    'remove_grounding',
    'not_ready',
  ],
  ['not bound', { aircraft: aircraft({ vehicle_key: null }) }, 'binding', 'not_ready', 'bind_vehicle', 'not_ready'],
  ['bound to another', { status: status({ vehicle_key: 'gw/l/2' }) }, 'binding', 'not_ready', null, 'not_ready'],
  ['never heard', { status: null }, 'link', 'not_ready', null, 'not_ready'],
  ['link lost', { status: status({ link: 'lost' }) }, 'link', 'not_ready', null, 'not_ready'],
  ['failsafes not read', { status: status({ failsafes: null }) }, 'failsafes', 'not_ready', null, 'not_ready'],
  [
    'failsafe off',
    {
      status: status({ failsafes: { read_at_utc_ms: 0, return_height_m: null, items: [failsafe('battery', false)] } }),
    },
    'failsafe_battery',
    'not_ready',
    'set_failsafes',
    'not_ready',
  ],
  [
    'failsafe unknown',
    { status: status({ failsafes: { read_at_utc_ms: 0, return_height_m: null, items: [failsafe('battery', null)] } }) },
    'failsafe_battery',
    'unknown',
    'set_failsafes',
    'not_ready',
  ],
  ['battery unknown', { sample: sample({ battery_percent: null }) }, 'battery', 'unknown', null, 'not_ready'],
  ['battery heard long ago', { sample: sample({ utc_ms: NOW - 31_000 }) }, 'battery', 'unknown', null, 'not_ready'],
  ['battery flat', { sample: sample({ battery_percent: 34.9 }) }, 'battery', 'not_ready', null, 'not_ready'],
  ['battery low', { sample: sample({ battery_percent: 50 }) }, 'battery', 'caution', null, 'caution'],
  ['no fix', { sample: sample({ gnss_fix: 2 }) }, 'position', 'not_ready', null, 'not_ready'],
  ['fix unknown', { sample: sample({ gnss_fix: null }) }, 'position', 'unknown', null, 'not_ready'],
  ['estimator', { sample: sample({ estimator_ok: false }) }, 'position', 'not_ready', null, 'not_ready'],
  ['poor fix', { sample: sample({ gnss_hdop: 3.1 }) }, 'position', 'caution', null, 'caution'],
  ['STOP', { sample: sample({ stopped: true }) }, 'stop', 'not_ready', null, 'not_ready'],
  [
    'sensor',
    { status: status({ health: [{ sensor: 'compass', ok: false }] }) },
    'health',
    'not_ready',
    null,
    'not_ready',
  ],
  [
    'no transmitter',
    { status: status({ health: [{ sensor: 'rc_receiver', ok: false }] }) },
    'health',
    'caution',
    null,
    'caution',
  ],
  [
    'arming',
    { status: status({ ready_to_arm: false, prearm_messages: ['Need Position Estimate'] }) },
    'arming',
    'caution',
    null,
    'caution',
  ],
  ['arming unknown', { status: status({ ready_to_arm: null }) }, 'arming', 'unknown', null, 'caution'],
];
test.each(CASES)('%s', (_, over, key, state, remedy, whole) => {
  expect(line(over, key)).toMatchObject({ state, remedy });
  expect(judgeReadiness(input(over)).state).toBe(whole);
  expect(openLines(input(over))).toEqual(judgeReadiness(input(over)).items.filter((item) => item.state !== 'ok'));
  expect(openLines(input(over)).some(stops)).toBe(whole === 'not_ready');
});

const item = (source: 'person' | 'automatic', key: string, enforced: boolean, hours = 24) => ({
  key,
  label: key,
  source,
  enforced,
  valid_for_hours: hours,
});
const ticked = (hoursAgo: number) =>
  aircraft({ checklist_ticks: [{ key: 'props', by: 'x', at_utc_ms: NOW - hoursAgo * HOUR }] });
test('ticks lapse; what is not enforced is a caution at most', () => {
  const enforced = { policy: policy([item('person', 'props', true)]) };
  expect(line(enforced, 'check_props')).toMatchObject({ state: 'not_ready', remedy: 'tick', hard_stop: false });
  expect(line({ ...enforced, aircraft: ticked(23) }, 'check_props').state).toBe('ok');
  expect(line({ ...enforced, aircraft: ticked(25) }, 'check_props')).toMatchObject({
    state: 'not_ready',
    detail: 'Ticked 25 h 00 min ago; lapsed after 24 h 00 min.',
  });
  expect(line({ ...enforced, aircraft: ticked(-1) }, 'check_props').state).toBe('not_ready');
  expect(line({ policy: policy([item('person', 'props', false)]) }, 'check_props').state).toBe('caution');
  const each = { policy: policy([item('person', 'props', true, 0)]) };
  expect([
    line({ ...each, aircraft: ticked(0.1) }, 'check_props').state,
    line({ ...each, aircraft: ticked(1) }, 'check_props').state,
  ]).toEqual(['ok', 'not_ready']);
});

test('automatic items are measured; one that cannot be is never in order', () => {
  const listing = (key: string, enforced: boolean) => ({ policy: policy([item('automatic', key, enforced)]) });
  for (const key of ['battery_level', 'remote_id', 'in_dock', 'failsafes', 'link'])
    expect(line(listing(key, true), `check_${key}`).state).toBe('ok');
  expect(line(listing('home_position', true), 'check_home_position').state).toBe('not_ready');
  expect(
    line({ ...listing('battery_level', true), sample: sample({ battery_percent: 79 }) }, 'check_battery_level').state,
  ).toBe('not_ready');
  expect(line({ ...listing('link', true), status: null }, 'check_link').state).toBe('not_ready');
  expect([line(listing('moon', true), 'check_moon').state, line(listing('moon', false), 'check_moon').state]).toEqual([
    'not_ready',
    'caution',
  ]);
});
