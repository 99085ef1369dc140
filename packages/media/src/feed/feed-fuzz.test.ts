import { describe, expect, it } from 'vitest';
import type { VideoCodec } from '@outrider/schema';
import { virtualClock } from '@outrider/runtime';
import { Feed } from './feed.js';
import { Packetizer } from './packetizer.js';

const PACKETS = 500_000;

/** Numbers that are the same in every run (xorshift32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** A stream with everything that can be wrong with it: chance bytes, flipped bits, packets cut off, doubled, late, left out. */
function* badPackets(codec: VideoCodec, random: (below: number) => number): Generator<Uint8Array> {
  const packetizer = new Packetizer(codec, 96, 1);
  const late: Uint8Array[] = [];
  const chance = Uint8Array.from({ length: 65_536 }, () => random(256));
  const some = (bytes: number): Uint8Array => {
    const start = random(chance.length - bytes);
    return chance.slice(start, start + bytes);
  };
  for (let sent = 0, picture = 0; sent < PACKETS; picture++) {
    const key = picture % 20 === 0;
    const sets = codec === 'h264' ? [7, 8] : [64, 66, 68];
    const slice = some(3 + random(3000));
    slice[0] = codec === 'h264' ? (key ? 5 : 1) : key ? 38 : 2;
    const nals = [...(key ? sets.map((type) => Uint8Array.of(type, 1, 2, 3)) : []), slice];
    for (const packet of packetizer.packets(nals, picture * 3000)) {
      sent += 1;
      const fate = random(20);
      if (fate === 0) continue;
      if (fate === 1) packet[random(packet.length)]! ^= 1 << random(8);
      if (fate === 2) late.push(packet.slice());
      if (fate === 3) yield packet.slice();
      if (fate === 4) yield packet.slice(0, random(packet.length));
      if (fate === 5) yield some(random(60));
      if (fate === 6) yield begunWith([0x80], some(random(1500)));
      if (fate === 7) yield begunWith([0x80, 200], some(8 + random(60)));
      yield packet;
      if (late.length > 5) yield late.shift()!;
    }
  }
}

const begunWith = (head: readonly number[], bytes: Uint8Array): Uint8Array => {
  if (bytes.length >= head.length) bytes.set(head);
  return bytes;
};

describe.each(['h264', 'h265'] as const)('half a million packets of a bad %s source', (codec) => {
  it('neither stop the feed nor fill the memory', () => {
    const clock = virtualClock();
    const feed = new Feed(codec, clock);
    const seen = { pictures: 0, packets: 0, bytes: 0 };
    feed.addUnits((unit) => {
      seen.pictures += 1;
      seen.bytes = Math.max(
        seen.bytes,
        unit.nals.reduce((sum, nal) => sum + nal.length, 0),
      );
    });
    feed.addViewer({ packet: () => void (seen.packets += 1) }, true);
    let peak = 0;
    let count = 0;
    for (const packet of badPackets(codec, randomOf(20_260_101))) {
      if (count++ % 10 === 0) void clock.advance(5);
      feed.push(packet);
      peak = Math.max(peak, feed.sinceKeyframe.length, feed.unitsSinceKeyframe.length);
    }
    expect(count).toBeGreaterThan(PACKETS);
    expect(seen.pictures).toBeGreaterThan(PACKETS / 10);
    expect(seen.packets).toBeGreaterThan(PACKETS / 2);
    expect(peak).toBeLessThanOrEqual(4000);
    expect(seen.bytes).toBeLessThanOrEqual(16 * 1024 * 1024);
    expect(feed.lostPackets).toBeGreaterThan(0);
    expect(feed.brokenPackets).toBeGreaterThan(0);
  }, 120_000);
});
