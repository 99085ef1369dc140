import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition, MessageDefinition } from './definitions/index.js';
import { definitionGroups } from './definitions/index.js';
import type { AnyMessage, EncodeOptions, MessageInput, MessageName } from './index.js';
import { blank, decode, decodeAs, encode, Frame, FrameEncoder, FrameScanner, MESSAGE_ID } from './index.js';

const SENDER: EncodeOptions = { systemId: 7, componentId: 1, sequence: 255 };
const messages = [...definitionGroups().values()].flat();

function scalar(type: FieldDefinition['type']): fc.Arbitrary<number | bigint> {
  const whole = (bits: number, signed: boolean): fc.Arbitrary<number> =>
    signed
      ? fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 })
      : fc.integer({ min: 0, max: 2 ** bits - 1 });
  if (type === 'f32') return fc.float({ noNaN: false });
  if (type === 'f64') return fc.double();
  if (type === 'id64') return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  if (type === 'u64') return fc.maxSafeNat();
  if (type === 'i64') return fc.maxSafeInteger();
  return whole(Number(type.slice(1)), type.startsWith('i'));
}

function value(field: FieldDefinition): fc.Arbitrary<unknown> {
  const { length, type } = field;
  if (type === 'char') {
    const unit = fc.constantFrom('A', 'z', '_', '~', 'é', '→', ' ');
    return fc.string({ unit, maxLength: length ?? 1 }).filter((text) => Buffer.byteLength(text) <= (length ?? 1));
  }
  return length === null ? scalar(type) : fc.array(scalar(type), { minLength: length, maxLength: length });
}

function fields(definition: MessageDefinition, version: 1 | 2): fc.Arbitrary<Record<string, unknown>> {
  const base = definition.fields.filter((field) => version === 2 || !field.extension);
  return fc.record(Object.fromEntries(base.map((field) => [field.name, value(field)])));
}

function roundTrip(name: MessageName, input: Record<string, unknown>, version: 1 | 2): AnyMessage | null {
  const bytes = encode(name, input as unknown as MessageInput<MessageName>, { ...SENDER, version });
  let message: AnyMessage | null = null;
  const scanner = new FrameScanner((frame) => {
    expect([frame.systemId, frame.componentId, frame.sequence, frame.id]).toEqual([7, 1, 255, MESSAGE_ID[name]]);
    message = decode(frame.id, frame.view, frame.payloadOffset, frame.payloadLength);
  }, 'datagram');
  scanner.feed(bytes);
  expect(scanner.counters.frames).toBe(1);
  return message;
}

describe('every message', () => {
  it('comes back as it was sent in MAVLink 2', () => {
    for (const definition of messages) {
      const name = definition.name as MessageName;
      fc.assert(
        fc.property(fields(definition, 2), (input) => {
          expect(roundTrip(name, input, 2)).toEqual(input);
        }),
        { numRuns: 25 },
      );
    }
  });

  it('comes back without its extension fields in MAVLink 1', () => {
    for (const definition of messages.filter((one) => one.id < 256)) {
      const name = definition.name as MessageName;
      fc.assert(
        fc.property(fields(definition, 1), (input) => {
          expect(roundTrip(name, input, 1)).toEqual({ ...blank(name), ...input });
        }),
        { numRuns: 10 },
      );
    }
  });

  it('has the layout that its definition says, and is blank when all bytes are zero', () => {
    const view = new DataView(new ArrayBuffer(255));
    for (const { id, name, fields: list } of messages) {
      expect(decode(id, view, 0, 0)).toEqual(blank(name as MessageName));
      expect(Object.keys(blank(name as MessageName))).toEqual(list.map((field) => field.name));
    }
  });
});

describe('decode', () => {
  it('writes into the object it is given, arrays included', () => {
    const reuse = blank('BATTERY_STATUS');
    const { voltages } = reuse;
    const bytes = encode('BATTERY_STATUS', { ...blank('BATTERY_STATUS'), voltages: [4100, 4200] }, SENDER);
    new FrameScanner((frame) => {
      expect(decodeAs('BATTERY_STATUS', frame, reuse)).toBe(reuse);
    }).feed(bytes);
    expect(reuse.voltages).toBe(voltages);
    expect(voltages.slice(0, 3)).toEqual([4100, 4200, 0]);
  });

  it('answers null for an unknown id and refuses a frame of another message', () => {
    expect(decode(60_000 as number, new DataView(new ArrayBuffer(8)), 0, 8)).toBeNull();
    expect(() => decodeAs('HEARTBEAT', Object.assign(new Frame(), { id: 1 }))).toThrow('frame 1 is not HEARTBEAT');
  });
});

describe('encode', () => {
  const heartbeat = blank('HEARTBEAT');

  it('refuses what does not fit, naming the field', () => {
    expect(() => encode('HEARTBEAT', { ...heartbeat, type: 256 }, SENDER)).toThrow('MAVLink field type: 256');
    expect(() => encode('HEARTBEAT', { ...heartbeat, type: NaN }, SENDER)).toThrow(RangeError);
    expect(() => encode('PARAM_SET', { ...blank('PARAM_SET'), param_id: 'A'.repeat(17) }, SENDER)).toThrow('param_id');
    const tooMany = { ...blank('DATA16'), data: new Uint8Array(17) };
    expect(() => encode('DATA16', tooMany, SENDER)).toThrow('data: 17');
    const missing = { ...heartbeat, autopilot: undefined as unknown as number };
    expect(() => encode('HEARTBEAT', missing, SENDER)).toThrow('autopilot');
    expect(() => encode('HEARTBEAT', heartbeat, { ...SENDER, systemId: 256 })).toThrow('systemId: 256');
  });

  it('keeps MAVLink 1 to what it can carry', () => {
    const status = blank('OPEN_DRONE_ID_ARM_STATUS');
    expect(() => encode('OPEN_DRONE_ID_ARM_STATUS', status, { ...SENDER, version: 1 })).toThrow(
      'does not fit MAVLink 1',
    );
    expect(encode('COMMAND_ACK', { command: 400, result: 0, progress: 9 }, { ...SENDER, version: 1 })).toHaveLength(11);
  });

  it('leaves out trailing zeros in MAVLink 2, but never the first byte', () => {
    expect(encode('EXTENDED_SYS_STATE', blank('EXTENDED_SYS_STATE'), SENDER)).toHaveLength(13);
  });

  it('counts sequence numbers for a sender', () => {
    const encoder = new FrameEncoder({ systemId: 1, componentId: 1 });
    const sequences = Array.from({ length: 257 }, () => encoder.encode('HEARTBEAT', heartbeat)[4]);
    expect(sequences.slice(254)).toEqual([254, 255, 0]);
  });
});
