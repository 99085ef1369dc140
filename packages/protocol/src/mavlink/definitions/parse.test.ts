import { describe, expect, it } from 'vitest';
import { definitionGroups, parseDefinitions } from './index.js';

describe('the notation of definitions', () => {
  it('gives wire order, offsets, lengths and the CRC extra', () => {
    const [heartbeat] = parseDefinitions(`
0 HEARTBEAT
  type:u8 autopilot:u8 base_mode:u8 custom_mode:u32 system_status:u8 mavlink_version:u8
`);
    expect(heartbeat).toMatchObject({ id: 0, name: 'HEARTBEAT', crcExtra: 50, baseLength: 9, fullLength: 9 });
    expect(heartbeat!.fields.map((field) => [field.name, field.offset])).toEqual([
      ['custom_mode', 0],
      ['type', 4],
      ['autopilot', 5],
      ['base_mode', 6],
      ['system_status', 7],
      ['mavlink_version', 8],
    ]);
  });

  it('keeps extension fields last and out of the CRC extra', () => {
    const plain = parseDefinitions('5 TEST\n  name:char[10] value:f32@m')[0]!;
    const extended = parseDefinitions('5 TEST\n  name:char[10] value:f32@m + late:u64@us flag:u8')[0]!;
    expect(extended.crcExtra).toBe(plain.crcExtra);
    expect(extended).toMatchObject({ baseLength: 14, fullLength: 23 });
    expect(extended.fields.map((field) => [field.name, field.offset, field.unit, field.extension])).toEqual([
      ['value', 0, 'm', false],
      ['name', 4, null, false],
      ['late', 14, 'us', true],
      ['flag', 22, null, true],
    ]);
  });

  it('says what it cannot read', () => {
    expect(() => parseDefinitions('HEARTBEAT\n  a:u8')).toThrow('not a message header: "HEARTBEAT"');
    expect(() => parseDefinitions('1 TEST\n  a:u12')).toThrow('TEST: cannot read field "a:u12"');
    expect(() => parseDefinitions('1 TEST\n  a:u8[256]')).toThrow('TEST: payload of 256 bytes');
  });
});

describe('our definitions', () => {
  const all = [...definitionGroups().values()].flat();

  it('hold each id, name and field once', () => {
    expect(new Set(all.map((message) => message.id)).size).toBe(all.length);
    expect(new Set(all.map((message) => message.name)).size).toBe(all.length);
    for (const { fields } of all) expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
  });

  it('have the published CRC extras', () => {
    const extras = Object.fromEntries(all.map((message) => [message.name, message.crcExtra]));
    expect(extras).toMatchObject({
      HEARTBEAT: 50,
      SYS_STATUS: 124,
      GPS_RAW_INT: 24,
      ATTITUDE: 39,
      GLOBAL_POSITION_INT: 104,
      VFR_HUD: 20,
      MISSION_ITEM_INT: 38,
      COMMAND_INT: 158,
      COMMAND_LONG: 152,
      COMMAND_ACK: 143,
      STATUSTEXT: 83,
      PARAM_VALUE: 220,
      BATTERY_STATUS: 154,
      AUTOPILOT_VERSION: 178,
      SETUP_SIGNING: 71,
      TIMESYNC: 34,
      RC_CHANNELS_OVERRIDE: 124,
      MANUAL_CONTROL: 243,
      HOME_POSITION: 104,
      EXTENDED_SYS_STATE: 130,
    });
  });
});
