// Pilots at consoles, each steering an aircraft of its own at 50 Hz. After { kind, url, cookie, aircraft, warm_s, measure_s } they
// take control and say "steering"; then "measuring"; then what they sent, while it was cold and after, as [system id, number of the
// frame, ms of the shared clock].
import { WebSocket } from 'ws';
import { LiveFeed } from '../../packages/client/dist/index.js';
import { encodeStick } from '../../packages/core/dist/command/index.js';
import { sharedMs } from '../support/clock.mjs';
import { pause } from '../support/processes.mjs';
import { axesOf } from './code.mjs';

const EVERY_MS = 20;
const RENEW_MS = 1000;
const KINDS = { outrider: outriderSeat, relay: relaySeat };

process.once('message', async ({ kind, url, cookie, aircraft, warm_s, measure_s }) => {
  const seats = await Promise.all(aircraft.map((each) => KINDS[kind](url, cookie, each)));
  const sent = [];
  // Every phase between the pilots' clocks and the gateway's occurs.
  const pilots = seats.map((seat, index) => steer(seat, (index * EVERY_MS) / seats.length, sent));
  process.send('steering');
  await pause(warm_s);
  const cold = sent.splice(0);
  process.send('measuring');
  await pause(measure_s);
  const answer = [...sent];
  for (const pilot of pilots) pilot.stop();
  process.send({ cold, sent: answer, dropped_at_console: pilots.reduce((sum, pilot) => sum + pilot.dropped(), 0) });
});

/** The project's own client, with the lease taken and renewed as the console does it. */
async function outriderSeat(url, cookie, { id, system_id }) {
  const open = (address, protocol) => new WebSocket(address, protocol, { headers: { cookie } });
  const feed = new LiveFeed({ url, open });
  const flies = new Promise((resolve) => {
    feed.onState(
      ({ fleet }) => fleet.some((entry) => entry.aircraft.id === id && entry.status?.link === 'live') && resolve(),
    );
  });
  feed.start();
  await flies;
  const control = (verb, more = {}) => feed.control({ verb, aircraft_id: id, scope: 'aircraft', ...more });
  let { epoch } = await control('take');
  // A machine that is too busy lets leases lapse; what their pilots send until they have them again is lost, and counted.
  const takeAgain = () => control('take').then((lease) => (epoch = lease.epoch));
  const renew = () =>
    control('renew', { epoch })
      .catch(takeAgain)
      .catch(() => undefined);
  setInterval(renew, RENEW_MS);
  return { system_id, send: (number) => feed.sendStick(frameOf(id, epoch, number)) };
}

/** A socket that is opened and written to; nothing is asked for. */
async function relaySeat(url, _cookie, { id, system_id }) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once('open', resolve));
  const send = (number) => {
    socket.send(encodeStick(frameOf(id, system_id, number)));
    return true;
  };
  return { system_id, send };
}

const frameOf = (aircraft_id, epoch, number) => ({
  aircraft_id,
  scope: 'aircraft',
  epoch,
  sequence: number,
  sent_at_ms: performance.now(),
  input: axesOf(number),
});

/** One frame every 20 ms, by the clock and not by the timer, so that late timers do not slow it down. */
function steer({ system_id, send }, phaseMs, sent) {
  const startMs = performance.now() + phaseMs;
  let number = 0;
  let dropped = 0;
  let timer = null;
  const tick = () => {
    number += 1;
    const at = sharedMs();
    if (send(number)) sent.push([system_id, number, at]);
    else dropped += 1;
    timer = setTimeout(tick, Math.max(0, startMs + number * EVERY_MS - performance.now()));
  };
  timer = setTimeout(tick, phaseMs);
  return { stop: () => clearTimeout(timer), dropped: () => dropped };
}
