// Chromium before a relay, by itself or through a bad network.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { joinJanus } from '../support/janus.mjs';
import { median, quantile, round } from '../support/measure.mjs';
import { ask, pause } from '../support/processes.mjs';
import { PAGE } from './page.mjs';

const LOSSY_LINK = fileURLToPath(new URL('../../packages/media/test-support/lossy-link.mjs', import.meta.url));

/**
 * Pages of one relay, under an address of their own: { url, close }.
 * @param network { loss, delay_ms } each way between browser and relay; null: nothing between them
 */
export async function servePage({ kind, url }, network) {
  const links = [];
  let answerJanus;
  const through = async (sdp) => {
    if (network === null) return sdp;
    const [, host, port] = CANDIDATE.exec(sdp);
    const link = await startLink(host, port, network);
    links.push(link);
    return sdp.replace(/^(a=candidate:(?:\S+ ){5})\d+/gm, `$1${link.port}`);
  };
  const paths = {
    '/offer': async (offer) => {
      const answer = await fetch(url, { method: 'POST', body: hidden(offer, network) });
      return through(await answer.text());
    },
    '/join': async () => {
      const { sdp, answer } = await joinJanus(url);
      answerJanus = answer;
      return through(sdp);
    },
    '/answer': async (sdp) => {
      await answerJanus(hidden(sdp, network));
      return '';
    },
  };
  const server = createServer(async (request, response) => {
    response.setHeader('content-type', 'text/html');
    if (request.method === 'GET') return response.end(PAGE);
    const parts = [];
    for await (const part of request) parts.push(part);
    try {
      response.end(await paths[request.url](Buffer.concat(parts).toString()));
    } catch (error) {
      response.writeHead(500).end(error.message);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: (buffer) => `http://127.0.0.1:${server.address().port}/?kind=${kind}&buffer=${buffer}`,
    close: () => {
      server.close();
      for (const link of links) link.stop();
    },
  };
}

/** The relay's own IPv4 address and port (RFC 8839 section 5.1). */
const CANDIDATE = /^a=candidate:(?:\S+ ){4}(\d+\.\d+\.\d+\.\d+) (\d+)/m;

/** Without the browser's own addresses nothing goes past the network between. */
const hidden = (sdp, network) => (network === null ? sdp : sdp.replace(/^a=candidate.*\r\n/gm, ''));

/** A bad network to a relay's UDP port. */
async function startLink(host, port, { loss, delay_ms }) {
  const child = spawn(process.execPath, [LOSSY_LINK, host, String(port), String(loss), String(delay_ms)]);
  const [line] = await once(child.stdout, 'data');
  return { port: Number(line.toString()), stop: () => child.kill('SIGKILL') };
}

export const launch = () =>
  chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });

/** Time from a page's first line to its first picture, of several openings. */
export async function joinMs(browser, page, times) {
  const joins = [];
  for (let index = 0; index < times; index++) {
    const tab = await browser.newPage();
    await tab.goto(page.url(0));
    await tab.waitForFunction(() => window.seen?.firstMs, null, { timeout: 20_000 });
    joins.push(await tab.evaluate(() => window.seen.firstMs - window.seen.startedMs));
    await tab.close();
  }
  return round(median(joins), 0);
}

/** Watches for some seconds after some of warming. @param buffer_ms jitterBufferTarget: 0 for a pilot, 150 to watch */
export async function watch(browser, page, source, { buffer_ms, warm_s, measure_s }) {
  const tab = await browser.newPage();
  await tab.goto(page.url(buffer_ms));
  await tab.waitForFunction(() => window.seen?.firstMs, null, { timeout: 20_000 });
  await pause(warm_s);
  const before = await tab.evaluate(stateOfPage);
  await pause(measure_s);
  const after = await tab.evaluate(stateOfPage);
  await tab.close();
  const rows = after.rows.slice(before.rows.length);
  const delays = delaysOf(rows, await ask(source, 'sends'));
  return {
    p50_ms: round(quantile(delays, 0.5)),
    p95_ms: round(quantile(delays, 0.95)),
    frames_per_s: round(rows.length / measure_s),
    freezes: after.freezes - before.freezes,
    unread: rows.length - delays.length,
  };
}

async function stateOfPage() {
  const reports = [...(await window.pc.getStats()).values()];
  const { freezeCount } = reports.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
  return { rows: window.seen.rows, freezes: freezeCount ?? 0 };
}

/** From the newest send of that number before it was shown; a number that was never sent is left out. */
function delaysOf(rows, sends) {
  const timesOf = new Map();
  for (const [number, sentMs] of sends) timesOf.set(number, [...(timesOf.get(number) ?? []), sentMs]);
  return rows.flatMap(([number, shownMs]) => {
    const sentMs = timesOf.get(number)?.findLast((time) => time <= shownMs);
    return sentMs === undefined || shownMs - sentMs > 5000 ? [] : [shownMs - sentMs];
  });
}
