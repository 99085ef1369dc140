import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode, tlogRecord } from '@outrider/protocol/mavlink';
import { describe, expect, it } from 'vitest';
import { Pacing } from './pacing.js';
import { LogFile } from './records.js';
import { sendRecords } from './send.js';
import { parseTarget, runningTarget } from './target.js';

const folder = mkdtempSync(join(tmpdir(), 'outrider-replay-'));
const frame = (sequence: number): Uint8Array =>
  encode(
    'HEARTBEAT',
    { type: 2, autopilot: 3, base_mode: 0, custom_mode: sequence, system_status: 3, mavlink_version: 3 },
    { systemId: 9, componentId: 1, sequence },
  );

function writeLog(name: string, count: number, damage: Uint8Array = new Uint8Array(0)): string {
  const start_us = 1_700_000_000_000_000;
  const records = Array.from({ length: count }, (_, index) => tlogRecord(frame(index), start_us + index * 10_000));
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([...records.slice(0, 2), damage, ...records.slice(2)]));
  return path;
}

describe('replay of a log', () => {
  it('sends one datagram for each good frame and counts what was bad', async () => {
    const socket = createSocket('udp4');
    const received: number[] = [];
    socket.on('message', (bytes) => received.push(bytes.length));
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const log = new LogFile(writeLog('damaged.tlog', 50, Uint8Array.of(1, 2, 3, 4, 5)));
    const sent = await sendRecords(log.records(), { host: '127.0.0.1', port: socket.address().port }, 5);
    socket.close();
    expect(received).toHaveLength(50);
    expect(sent).toMatchObject({ datagrams: 50, send_errors: 0, systems: [9], recorded_s: 0.5 });
    expect(sent.took_s).toBeGreaterThanOrEqual(0.1);
    expect(log.counts.skipped_bytes).toBeGreaterThanOrEqual(5);
  });

  it('keeps the pace of the recording and shortens long pauses', () => {
    const pacing = new Pacing(2);
    expect(pacing.dueMs(1_000_000)).toBe(0);
    expect(pacing.dueMs(2_000_000)).toBe(500);
    expect(pacing.dueMs(1_500_000)).toBe(500);
    expect(pacing.dueMs(101_500_000)).toBe(500 + 2500);
    expect(pacing.shortened_ms).toBe(95_000);
  });

  it('names a wrong address and a gateway that does not run', () => {
    expect(parseTarget('[::1]:14550')).toEqual({ host: '::1', port: 14_550 });
    expect(() => parseTarget('localhost')).toThrow(/host:port/);
    expect(() => runningTarget(folder)).toThrow(/No gateway runs/);
  });

  it('reads the recorded flights of the shared data', async ({ skip }) => {
    const shared = process.env['OUTRIDER_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data');
    const path = join(shared, 'mavlink', 'sitl_arducopter_guided_rtl.tlog');
    if (!existsSync(path)) skip('shared-data-absent');
    const log = new LogFile(path);
    let frames = 0;
    for await (const record of log.records()) if (record.bytes.length > 0) frames++;
    expect(frames).toBe(11_719);
  });
});
