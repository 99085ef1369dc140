import { describe, expect, it } from 'vitest';
import { Frame, FrameScanner, decodeAs, encode } from '@outrider/protocol/mavlink';
import type { MessageInput, MessageName } from '@outrider/protocol/mavlink';
import { CommandProtocol } from './commands.js';
import { MissionProtocol } from './mission.js';
import { difference, fenceOf, missionOf, rallyOf } from './mission-items.js';
import { ParameterProtocol } from './parameters.js';
import type { ParameterEncoding } from './parameters.js';
import type { Sender } from './sender.js';
import { StatusTextAssembler } from './status-text.js';
import { planNorth } from '../../test-support/harness.js';
import { HOME_POINT } from '../../test-support/peer.js';

interface Sent {
  name: MessageName;
  fields: Record<string, unknown>;
}
function recorder(): { sender: Sender; sent: Sent[] } {
  const sent: Sent[] = [];
  const send = (name: MessageName, fields: object): boolean => {
    sent.push({ name, fields: fields as Record<string, unknown> });
    return true;
  };
  return { sender: { target_system: 1, target_component: 1, own_system: 255, own_component: 190, send }, sent };
}
function frameOf<Name extends MessageName>(name: Name, fields: MessageInput<Name>): Frame {
  let found: Frame | null = null;
  const scanner = new FrameScanner((frame) => (found = Object.assign(new Frame(), frame)));
  scanner.feed(encode(name, fields, { systemId: 1, componentId: 1, sequence: 0 }));
  return found!;
}
const flush = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const ack = (command: number, result: number) => ({
  command,
  result,
  progress: 0,
  result_param2: 0,
  target_system: 0,
  target_component: 0,
});

describe('commands', () => {
  it('count confirmation up at each repetition and give up after the fourth', async () => {
    const { sender, sent } = recorder();
    const commands = new CommandProtocol(sender);
    const outcome = commands.send({ command: 400, params: [1] }, 0);
    for (let now = 0; now <= 2100; now += 100) commands.tick(now);
    expect(await outcome).toEqual({ kind: 'no_answer' });
    expect(sent.map(({ fields }) => fields['confirmation'])).toEqual([0, 1, 2, 3]);
  });

  it('have one in flight for each command; the next waits for the end of the one before', async () => {
    const { sender, sent } = recorder();
    const commands = new CommandProtocol(sender);
    const first = commands.send({ command: 192, params: [1] }, 0);
    const second = commands.send({ command: 192, params: [2] }, 0);
    void commands.send({ command: 178, params: [3] }, 0);
    expect(sent.map(({ fields }) => fields['param1'])).toEqual([1, 3]);
    commands.onAck(ack(192, 0), 1, 50);
    expect(await first).toEqual({ kind: 'accepted', settled: false });
    commands.tick(100);
    commands.onAck(ack(192, 2), 1, 150);
    expect(await second).toEqual({ kind: 'refused', result: 2, repeated: false });
  });

  it('that are in progress are waited for, not repeated', async () => {
    const { sender, sent } = recorder();
    const commands = new CommandProtocol(sender);
    const outcome = commands.send({ command: 22 }, 0);
    commands.onAck(ack(22, 5), 1, 100);
    for (let now = 100; now < 3000; now += 100) commands.tick(now);
    expect(sent).toHaveLength(1);
    commands.onAck(ack(22, 0), 1, 3000);
    expect(await outcome).toMatchObject({ kind: 'accepted' });
  });

  it('that the state shows to be done are not sent again', async () => {
    const { sender, sent } = recorder();
    const commands = new CommandProtocol(sender);
    let done = false;
    const outcome = commands.send({ command: 22 }, 0, { settled: () => done });
    done = true;
    commands.tick(600);
    expect(await outcome).toEqual({ kind: 'accepted', settled: true });
    expect(sent).toHaveLength(1);
  });

  it('with a place go by COMMAND_INT', () => {
    const { sender, sent } = recorder();
    const place = { frame: 6, latitude_deg: 47.1234567, longitude_deg: -8.7654321, z: 30 };
    void new CommandProtocol(sender).send({ command: 192, place }, 0);
    expect(sent[0]).toMatchObject({ name: 'COMMAND_INT', fields: { x: 471_234_567, y: -87_654_321, z: 30, frame: 6 } });
  });

  it('end when their caller gives them up', async () => {
    const abort = new AbortController();
    const commands = new CommandProtocol(recorder().sender);
    const outcome = commands.send({ command: 22 }, 0, { signal: abort.signal });
    abort.abort();
    expect(await outcome).toEqual({ kind: 'aborted' });
    expect(commands.busy).toBe(false);
  });
});

describe('parameters', () => {
  const value = (param_id: string, param_value: number, param_type = 9) => ({
    param_id,
    param_value,
    param_type,
    param_count: 1,
    param_index: 65_535,
  });
  const protocol = (encoding: ParameterEncoding) => {
    const { sender, sent } = recorder();
    return { sent, parameters: new ParameterProtocol(sender, () => encoding) };
  };
  const hear = (parameters: ParameterProtocol, message: ReturnType<typeof value>): void => {
    const frame = frameOf('PARAM_VALUE', message);
    parameters.onValue(frame, decodeAs('PARAM_VALUE', frame), 0);
  };
  const bits = (integer: number): number => new DataView(Int32Array.of(integer).buffer).getFloat32(0, true);

  it('travel as numbers on ArduPilot and as bits on PX4, also where the bits are no number', async () => {
    for (const integer of [5, -1, 2 ** 31 - 1]) {
      const { parameters } = protocol('bytewise');
      const read = parameters.read('COM_X', 0);
      const frame = frameOf('PARAM_VALUE', value('COM_X', 0, 6));
      frame.view.setInt32(frame.payloadOffset, integer, true);
      parameters.onValue(frame, decodeAs('PARAM_VALUE', frame), 0);
      expect(await read).toMatchObject({ value: integer });
    }
    const { parameters } = protocol('c_cast');
    const read = parameters.read('FS_X', 0);
    hear(parameters, value('FS_X', 5, 4));
    expect(await read).toMatchObject({ value: 5 });
  });

  it('are written only when the echo says so', async () => {
    const { parameters, sent } = protocol('bytewise');
    const read = parameters.read('COM_X', 0);
    hear(parameters, value('COM_X', bits(1), 6));
    await read;
    const written = parameters.write('COM_X', 3, 0);
    expect(sent.at(-1)).toMatchObject({ name: 'PARAM_SET', fields: { param_value: bits(3), param_type: 6 } });
    hear(parameters, value('COM_X', bits(1), 6));
    hear(parameters, value('COM_X', bits(3), 6));
    expect(await written).toBe(true);
  });

  it('that the autopilot does not take are reported, after twelve tries', async () => {
    const { parameters, sent } = protocol('c_cast');
    const written = parameters.write('X', 3, 0);
    for (let now = 0; now < 7000; now += 100) parameters.tick(now);
    expect(await written).toBe(false);
    expect(sent).toHaveLength(12);
  });

  it('of which one name of two is known are read once', async () => {
    const { parameters, sent } = protocol('c_cast');
    const read = parameters.readMany(['NEW|OLD'], 0);
    hear(parameters, value('OLD', 7));
    expect(await read).toEqual(new Map([['OLD', 7]]));
    await flush();
    const before = sent.length;
    parameters.tick(600);
    expect(sent).toHaveLength(before);
  });

  it('are asked of a silent vehicle two at a time, and given up together', async () => {
    const { parameters, sent } = protocol('c_cast');
    const read = parameters.readMany(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J'], 0);
    for (let now = 0; now < 5000; now += 100) parameters.tick(now);
    expect(await read).toEqual(new Map());
    expect(sent).toHaveLength(16);
    expect(parameters.busy).toBe(false);
  });

  it('that were answered before are waited for three times as long, and never taken for missing', async () => {
    const { parameters, sent } = protocol('c_cast');
    for (const name of ['A', 'B', 'C']) hear(parameters, value(name, 1));
    const read = parameters.readMany(['A', 'B', 'C'], 0);
    for (let now = 0; now <= 10_000; now += 100) parameters.tick(now);
    for (const name of ['A', 'B']) hear(parameters, value(name, 2));
    for (let now = 10_100; now < 14_000; now += 100) parameters.tick(now);
    expect(await read).toEqual(
      new Map([
        ['A', 2],
        ['B', 2],
      ]),
    );
    sent.length = 0;
    void parameters.readMany(['C'], 14_000);
    expect(sent).toHaveLength(1);
    expect(parameters.heard(['C', 'D'])).toEqual({ values: new Map([['C', 1]]), unknown: ['D'] });
  });

  it('are asked for eight at a time once the first was answered', () => {
    const { parameters, sent } = protocol('c_cast');
    void parameters.readMany(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'], 0);
    expect(sent).toHaveLength(2);
    hear(parameters, value('A', 1));
    expect(sent).toHaveLength(9);
  });

  it('are listed with the gaps asked for again', async () => {
    const { parameters, sent } = protocol('c_cast');
    const listed = parameters.list(0);
    const at = (index: number) => ({ ...value(`P${index}`, index), param_count: 3, param_index: index });
    hear(parameters, at(0));
    hear(parameters, at(2));
    parameters.tick(1500);
    expect(sent.at(-1)).toMatchObject({ name: 'PARAM_REQUEST_READ', fields: { param_index: 1 } });
    hear(parameters, at(1));
    expect(await listed).toBe(true);
  });
});

describe('missions', () => {
  const request = (seq: number, mission_type = 0) => ({ target_system: 255, target_component: 190, seq, mission_type });

  it('are uploaded item by item as they are asked for, and asked again', async () => {
    const { sender, sent } = recorder();
    const missions = new MissionProtocol(sender);
    const items = missionOf(planNorth(), 'px4');
    const done = missions.upload(0, items, 0);
    missions.onRequest(request(0), 10);
    missions.onRequest(request(0), 20);
    missions.onRequest(request(1), 30);
    missions.onAck({ ...request(0), type: 0, opaque_id: 0 });
    expect(await done).toMatchObject({ ok: true });
    expect(sent.map(({ name, fields }) => `${name} ${String(fields['seq'] ?? fields['count'])}`)).toEqual([
      'MISSION_COUNT 2',
      'MISSION_ITEM_INT 0',
      'MISSION_ITEM_INT 0',
      'MISSION_ITEM_INT 1',
    ]);
  });

  it('are downloaded in order; what comes out of order is asked for again', async () => {
    const { sender, sent } = recorder();
    const missions = new MissionProtocol(sender);
    const done = missions.download(0, 0);
    const item = { ...request(0), frame: 6, command: 16, current: 0, autocontinue: 1, x: 1, y: 2, z: 3 };
    const numbers = { param1: 0, param2: 0, param3: 0, param4: 0 };
    missions.onCount({ ...request(0), count: 2, opaque_id: 0 }, 0);
    missions.onItem({ ...item, ...numbers, seq: 1 }, 5);
    missions.tick(600);
    missions.onItem({ ...item, ...numbers, seq: 0 }, 700);
    missions.onItem({ ...item, ...numbers, seq: 1 }, 800);
    const result = await done;
    expect(result.ok && result.items).toHaveLength(2);
    expect(sent.map(({ name }) => name)).toEqual([
      'MISSION_REQUEST_LIST',
      'MISSION_REQUEST_INT',
      'MISSION_REQUEST_INT',
      'MISSION_REQUEST_INT',
      'MISSION_ACK',
    ]);
  });

  it('end when nobody answers', async () => {
    const missions = new MissionProtocol(recorder().sender);
    const done = missions.upload(0, [], 0);
    for (let now = 0; now < 30_000; now += 100) missions.tick(now);
    expect(await done).toEqual({ ok: false, ack: null });
  });
});

describe('mission items', () => {
  it('begin with home on ArduPilot, and end in loitering on both', () => {
    const ardupilot = missionOf(planNorth(), 'ardupilot');
    expect(ardupilot.map((item) => item.command)).toEqual([16, 178, 17]);
    expect(ardupilot[0]).toMatchObject({ frame: 0, z: HOME_POINT.altitude_amsl_m });
    expect(missionOf(planNorth(), 'px4').map((item) => item.command)).toEqual([178, 17]);
  });

  it('name the number of corners in each corner of a fence', () => {
    const hole = [
      [8.1, 47.1],
      [8.2, 47.1],
      [8.2, 47.2],
      [8.1, 47.1],
    ];
    const items = fenceOf({ ...planNorth().fence, keep_out: [hole] });
    expect(items.map((item) => [item.command, item.params[0]])).toEqual([
      ...Array.from({ length: 4 }, () => [5001, 4]),
      ...Array.from({ length: 3 }, () => [5002, 3]),
    ]);
  });

  it('of rally points count from home on ArduPilot and from sea level on PX4', () => {
    const point = { ...HOME_POINT, altitude_amsl_m: HOME_POINT.altitude_amsl_m + 25 };
    expect(rallyOf([point], HOME_POINT, 'ardupilot')[0]).toMatchObject({ frame: 3, z: 25 });
    expect(rallyOf([point], HOME_POINT, 'px4')[0]).toMatchObject({ frame: 0, z: point.altitude_amsl_m });
  });

  it('are compared as autopilots give them back: frames of the same meaning, rounded heights', () => {
    const sent = missionOf(planNorth(), 'ardupilot');
    const back = sent.map((item) => ({ ...item, frame: item.frame === 6 ? 3 : item.frame, z: item.z + 0.01 }));
    back[0] = { ...back[0]!, x: 0, y: 0 };
    expect(difference(sent, back, { ignoreFirst: true })).toBeNull();
    expect(difference(sent, back, { ignoreFirst: false })).toMatch(/item 0 differs in place/);
    const absolute = back.map((item, index) => (index === 2 ? { ...item, frame: 0 } : item));
    expect(difference(sent, absolute, { ignoreFirst: true })).toMatch(/item 2 differs in height datum/);
    expect(difference(sent, back.slice(1), { ignoreFirst: true })).toMatch(/3 items were sent, 2 came back/);
  });
});

describe('status text', () => {
  const chunk = (id: number, chunk_seq: number, text: string) => ({ severity: 4, text, id, chunk_seq });

  it('is put together from its chunks, and loses the tab of PX4', () => {
    const texts: string[] = [];
    const assembler = new StatusTextAssembler(({ text }) => texts.push(text));
    const long = 'x'.repeat(50);
    assembler.take(chunk(0, 0, 'Takeoff detected\t'), 0);
    assembler.take(chunk(7, 0, long), 0);
    assembler.take(chunk(7, 1, 'end'), 10);
    expect(texts).toEqual(['Takeoff detected', `${long}end`]);
  });

  it('is given out after a second where a chunk is lost', () => {
    const texts: string[] = [];
    const assembler = new StatusTextAssembler(({ text }) => texts.push(text));
    assembler.take(chunk(7, 1, 'end'), 0);
    assembler.tick(900);
    assembler.tick(1000);
    expect(texts).toEqual(['...end']);
  });
});
