import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { link, removeFolder, startHarness } from '../test-support/harness.js';
import type { Harness } from '../test-support/harness.js';
import { Peer } from '../test-support/peer.js';
import { backOffMs } from './links/back-off.js';
import { parseKernelDrops } from './links/kernel-drops.js';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function gatewayWith(...links: Parameters<typeof startHarness>[0]): Promise<Harness> {
  const gateway = await startHarness(links);
  ends.push(async () => {
    await gateway.close();
    await removeFolder(gateway.folder);
  });
  return gateway;
}
function peer(...options: ConstructorParameters<typeof Peer>): Peer {
  const made = new Peer(...options);
  ends.push(() => made.close());
  return made;
}
const seen = (gateway: Harness, count = 1): boolean =>
  gateway.events.filter((event) => event.kind === 'vehicle_seen').length >= count;
const metric = async (gateway: Harness, name: string): Promise<number> =>
  Number(new RegExp(`^${name}\\{[^}]*\\} (\\d+)`, 'm').exec(await gateway.metrics())?.[1]);

describe('links', () => {
  it('udp-in survives a flood of garbage, counts it, and still hears the vehicle', async () => {
    const gateway = await gatewayWith(link());
    const port = gateway.ports['gateway.links.main.port']!;
    const flood = createSocket('udp4');
    ends.push(() => flood.close());
    await peer().udpTo(port);
    for (let count = 0; count < 2000; count++) {
      flood.send(
        count % 3 === 0 ? Buffer.from([0xfd, 255, 0, 0, 1, 1, 1]) : randomBytes(1 + (count % 600)),
        port,
        '127.0.0.1',
      );
      if (count % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await gateway.until('seen', () => seen(gateway));
    expect(await metric(gateway, 'outrider_gateway_skipped_bytes_total')).toBeGreaterThan(100_000);
    expect(await metric(gateway, 'outrider_gateway_frames_total')).toBeGreaterThan(5);
  });

  it('tcp-server takes frames that are cut anywhere', async () => {
    const gateway = await gatewayWith(link({ kind: 'tcp-server' }));
    const socket = connect(gateway.ports['gateway.links.main.port']!, '127.0.0.1');
    ends.push(() => socket.destroy());
    const vehicle = peer().via((bytes) => {
      for (let at = 0; at < bytes.length; at += 7) socket.write(bytes.slice(at, at + 7));
    });
    socket.on('data', (bytes) => vehicle.feed(bytes));
    await gateway.until('seen', () => seen(gateway));
    await gateway.until('answered', () => vehicle.all('HEARTBEAT').length > 0);
    await gateway.until('twice a second', () => vehicle.all('HEARTBEAT').length > 10, 8000);
    expect(await metric(gateway, 'outrider_gateway_bad_crc_total')).toBe(0);
  });

  it('tcp-client calls, and calls again after a break', async () => {
    let open: Socket | null = null;
    const vehicle = peer().via((bytes) => open?.write(bytes));
    const server = createServer((socket) => {
      open = socket;
      socket.on('data', (bytes) => vehicle.feed(bytes));
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ends.push(() => server.close());
    const gateway = await gatewayWith(link({ kind: 'tcp-client', port: (server.address() as AddressInfo).port }));
    await gateway.until('seen', () => seen(gateway));
    (open as Socket | null)?.destroy();
    const before = vehicle.all('HEARTBEAT').length;
    await gateway.until('back', () => vehicle.all('HEARTBEAT').length > before + 1);
    ends.push(() => open?.destroy());
  });

  it('udp-out speaks first, so that an autopilot that waits for a ground station answers', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    ends.push(() => socket.close());
    const gateway = await gatewayWith(link({ kind: 'udp-out', port: socket.address().port }));
    let there: { port: number; address: string } | null = null;
    const vehicle = peer().via((bytes) => there && socket.send(bytes, there.port, there.address));
    socket.on('message', (bytes, remote) => {
      there = remote;
      vehicle.feed(bytes);
    });
    await gateway.until('seen', () => seen(gateway));
    expect(vehicle.all('HEARTBEAT').length).toBeGreaterThan(0);
  });

  it('our own system id that comes back, and other ground stations, are no vehicles', async () => {
    const gateway = await gatewayWith(link());
    const port = gateway.ports['gateway.links.main.port']!;
    await peer({ systemId: 255 }).udpTo(port);
    await peer({ systemId: 7 }).udpTo(port);
    await gateway.until('seen', () => seen(gateway));
    const answer = await gateway.ask<{ system_id: number }[]>('vehicles', { after_key: null, max: 500 });
    expect(answer.ok && answer.value.map((status) => status.system_id)).toEqual([7]);
  });

  it('with a key only signed frames count, and it is said whose do not', async () => {
    const gateway = await gatewayWith(link({ signing: { required: true } }));
    expect(gateway.gateway.hello().links[0]!.detail).toBeNull();
    await peer().udpTo(gateway.ports['gateway.links.main.port']!);
    await gateway.until('seen', () => seen(gateway));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await metric(gateway, 'outrider_gateway_unsigned_frames_total')).toBeGreaterThan(5);
    const answer = await gateway.ask<{ home: unknown }[]>('vehicles', { after_key: null, max: 500 });
    expect(answer.ok && answer.value[0]!.home).toBeNull();
    expect(gateway.gateway.hello().links[0]!.detail).toMatch(/^System 1 is heard, but its signature is missing/);
  });
});

describe('back-off', () => {
  it('stays between nothing and a bound that doubles up to 30 s', () => {
    expect(backOffMs(0, 1)).toBe(500);
    expect(backOffMs(3, 1)).toBe(4000);
    expect(backOffMs(50, 1)).toBe(30_000);
    expect(backOffMs(50, 0)).toBe(50);
  });
});

describe('kernel drops', () => {
  it('are the last column of /proc/net/udp, by local port', () => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  412: 0100007F:392A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 5211 2 0000 17
`;
    expect(parseKernelDrops(table)).toEqual([[14_634, 17]]);
    expect(parseKernelDrops('')).toEqual([]);
  });
});
