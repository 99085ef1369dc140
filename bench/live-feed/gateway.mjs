// Stands in for the gateway: says that its vehicles are there and sends their telemetry, one batch every 20 ms, as soon as the
// file in BENCH_LIVE_FEED says for whom: { agency_id, aircraft_ids, vehicles, hz }.
import { existsSync, readFileSync } from 'node:fs';
import { encodeTelemetryBatch } from '../../packages/core/dist/vehicle/index.js';
import { runProcess, uuidv7 } from '../../packages/runtime/dist/index.js';
import { gatewayHelloSubject } from '../../packages/schema/dist/index.js';
import { sharedMs } from '../support/clock.mjs';
import { LINK } from '../support/town.mjs';
import { sampleOf, statusOf } from './fleet.mjs';

const TICK_MS = 20;
const ORDER = process.env.BENCH_LIVE_FEED;
const VEHICLES = Number(process.env.BENCH_VEHICLES);

const text = (value) => Buffer.from(JSON.stringify(value));

await runProcess('gateway', async ({ bus, clock }) => {
  const started_at_utc_ms = clock.utcMs();
  const statuses = Array.from({ length: VEHICLES }, (_, index) => statusOf(`${LINK}/${index + 1}`, started_at_utc_ms));
  answerServer(bus, statuses);
  const links = [{ id: 'demo', kind: 'udp-in', address: '127.0.0.1:0', up: true, vehicles: VEHICLES, detail: null }];
  const hello = {
    gateway: 'gateway',
    instance_id: uuidv7(started_at_utc_ms),
    started_at_utc_ms,
    spool_last_seq: 0,
    links,
  };
  const timers = [
    clock.setInterval(() => bus.publish(gatewayHelloSubject(hello.gateway), text(hello)), 5000),
    clock.setTimeout(() => void sendTelemetry(bus), 0),
  ];
  return { ports: { 'gateway.links.demo.port': 40_000 }, close: async () => timers.forEach((timer) => timer.cancel()) };
});

/** The few questions that a server asks a gateway at rest. */
function answerServer(bus, statuses) {
  const answers = {
    vehicles: ({ after_key, max }) => {
      const from = after_key ? statuses.findIndex((status) => status.vehicle_key === after_key) + 1 : 0;
      return statuses.slice(from, from + (max ?? statuses.length));
    },
    configure: () => ({ applied: 0 }),
    control: ({ aircraft_id, scope }) => ({
      aircraft_id,
      scope,
      holder_user_id: null,
      holder_name: null,
      epoch: 1,
      expires_in_ms: 0,
      requested_by: null,
    }),
    spool: () => ({ events: [], last_seq: 0 }),
  };
  bus.subscribe('gateway.gateway.*', (subject, bytes, reply) => {
    const answer = answers[subject.slice(subject.lastIndexOf('.') + 1)] ?? (() => ({}));
    reply?.(text({ ok: true, value: answer(JSON.parse(Buffer.from(bytes).toString() || '{}')) }));
  });
}

async function sendTelemetry(bus) {
  while (!existsSync(ORDER)) await new Promise((resolve) => setTimeout(resolve, 100));
  const { agency_id, aircraft_ids, hz } = JSON.parse(readFileSync(ORDER, 'utf8'));
  const ticksPerRound = 1000 / hz / TICK_MS;
  let tick = 0;
  const startMs = sharedMs();
  const send = () => {
    const now = sharedMs();
    const due = aircraft_ids.flatMap((id, index) =>
      index % ticksPerRound === tick % ticksPerRound ? [sampleOf(id, index, now)] : [],
    );
    bus.publish(`telemetry.${agency_id}`, encodeTelemetryBatch(due, now));
    tick += 1;
    setTimeout(send, Math.max(0, startMs + tick * TICK_MS - sharedMs()));
  };
  send();
}
