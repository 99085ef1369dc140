import { rmSync } from 'node:fs';
import { hasProgram } from '../support/camera-stream.mjs';
import { progress, quantile, quick, round, seededRandom } from '../support/measure.mjs';
import { pause } from '../support/processes.mjs';
import { launch } from '../picture/watch.mjs';
import { servePages } from './page.mjs';
import { RATE_HZ, makeRecording } from './record.mjs';

const RECORDED_S = quick ? 60 : 240;
const SEEKS = quick ? 20 : 60;
const ROUNDS = quick ? 1 : 3;
/** Somebody looks at what came before jumping again. */
const BETWEEN_S = 0.4;
const TARGET = { p95_ms: 200 };

/** From asking for a time anywhere in a recording until Chromium presents the picture of that time; ours and a plain <video> in turns. */
export async function measureReplay() {
  for (const name of ['ffmpeg', 'chromium']) if (!hasProgram(name)) throw new Error(`${name} is not installed`);
  progress(`recording ${RECORDED_S} s of 720p30`);
  const recording = await makeRecording(RECORDED_S);
  const pages = await servePages(recording);
  const browser = await launch();
  const taken = { ours: [], peer: [] };
  try {
    for (let index = 0; index < ROUNDS; index++) {
      const order = index % 2 === 0 ? ['ours', 'peer'] : ['peer', 'ours'];
      for (const name of order) {
        taken[name].push(...(await seeks(browser, `${pages.url}/${name}`, seededRandom(index + 1))));
        progress(`round ${index + 1} of ${ROUNDS}, ${name}: ${JSON.stringify(figures(taken[name]))}`);
      }
    }
  } finally {
    await browser.close();
    pages.close();
    rmSync(recording.root, { recursive: true, force: true });
  }
  const ours = figures(taken.ours);
  const recorded = { seconds: RECORDED_S, picture: '1280x720', rate_hz: RATE_HZ };
  return {
    bench: 'replay',
    recorded,
    ours,
    peer: figures(taken.peer),
    target: TARGET,
    met: ours.p95_ms <= TARGET.p95_ms,
  };
}

/** The same places for both, in a page of their own. */
async function seeks(browser, url, random) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => window.ready);
  const seek = (picture) =>
    page.evaluate(([at_s, picture_s]) => window.seekTo(at_s, picture_s), [picture / RATE_HZ, 1 / RATE_HZ]);
  // Code is compiled and connections are made before it counts.
  for (const picture of [10, 300, 700]) await seek(picture);
  const ms = [];
  for (let count = 0; count < SEEKS; count++) {
    ms.push(await seek(Math.floor(random() * (RECORDED_S - 1) * RATE_HZ)));
    await pause(BETWEEN_S);
  }
  const problems = await page.evaluate(() => window.problems);
  if (problems.length > 0) throw new Error(problems.join(' '));
  await page.close();
  return ms;
}

const figures = (ms) => ({
  p50_ms: round(quantile(ms, 0.5)),
  p95_ms: round(quantile(ms, 0.95)),
  above_200_ms_percent: round((100 * ms.filter((each) => each > 200).length) / ms.length),
});
