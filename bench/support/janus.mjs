// Janus from Debian's packages, the peer of the benchmarks of video: its streaming plugin with one RTP mountpoint, on ports and with
// a configuration of its own, reached from this machine alone.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pause } from './processes.mjs';
import { described } from './whep.mjs';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/janus';
const MOUNTPOINT = 1;

/** Starts it and waits until it answers: { pid, url, stop }. */
export async function startJanus({ httpPort, rtpPort, address }) {
  const folder = mkdtempSync(join(tmpdir(), 'outrider-bench-janus-'));
  writeConfiguration(folder, { httpPort, rtpPort, address });
  const child = spawn('janus', ['-F', folder, '-N'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${httpPort}/janus`;
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) break;
    if (await answers(`${url}/info`)) return { pid: child.pid, url, stop };
    await pause(0.1);
  }
  await stop();
  throw new Error('Janus did not start');
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function writeConfiguration(folder, { httpPort, rtpPort, address }) {
  for (const name of ['events', 'loggers']) mkdirSync(join(folder, name));
  const write = (name, text) => writeFileSync(join(folder, `${name}.jcfg`), text);
  write(
    'janus',
    `general: { configs_folder = "${folder}" plugins_folder = "${LIBRARY}/plugins" transports_folder = "${LIBRARY}/transports"
       events_folder = "${folder}/events" loggers_folder = "${folder}/loggers" debug_level = 2 session_timeout = 0 }
     nat: { ice_enforce_list = "${address}" nice_debug = false ipv6 = false }
     plugins: { disable = "${othersThan('streaming')}" }
     transports: { disable = "${TRANSPORTS}" }`,
  );
  write(
    'janus.transport.http',
    `general: { json = "compact" base_path = "/janus" http = true port = ${httpPort} ip = "127.0.0.1" https = false }`,
  );
  write(
    'janus.plugin.streaming',
    `camera: { type = "rtp" id = ${MOUNTPOINT} audio = false video = true videoport = ${rtpPort} videoiface = "${address}" videopt = 96
       videocodec = "h264" videofmtp = "profile-level-id=42e01f;packetization-mode=1" videobufferkf = true }`,
  );
}

const PLUGINS =
  'audiobridge duktape echotest lua nosip recordplay sip streaming textroom videocall videoroom voicemail';
const TRANSPORTS = 'mqtt nanomsg pfunix rabbitmq websockets'
  .split(' ')
  .map((name) => `libjanus_${name}.so`)
  .join(',');
const othersThan = (kept) =>
  PLUGINS.split(' ')
    .filter((name) => name !== kept)
    .map((name) => `libjanus_${name}.so`)
    .join(',');

/** A viewer of the mountpoint: Janus offers, the viewer answers. */
export async function watchJanus(viewer, url) {
  const { connection } = viewer;
  const { sdp, answer } = await joinJanus(url);
  const video = sdp.split(/^(?=m=)/m).find((part) => part.startsWith('m=video'));
  viewer.track(/^a=mid:(\S+)/m.exec(video)[1], Number(/^a=rtpmap:(\d+) H264/im.exec(video)[1]));
  connection.setRemoteDescription(sdp, 'offer');
  await answer(await described(connection, 'answer'));
}

/** Asks for the mountpoint: the SDP that Janus offers, and a function that sends the answer. */
export async function joinJanus(url) {
  const session = `${url}/${(await post(url, { janus: 'create' })).data.id}`;
  const handle = `${session}/${(await post(session, { janus: 'attach', plugin: 'janus.plugin.streaming' })).data.id}`;
  await post(handle, { janus: 'message', body: { request: 'watch', id: MOUNTPOINT } });
  const { sdp } = await offered(session);
  const answer = async (sdp) =>
    post(handle, { janus: 'message', body: { request: 'start' }, jsep: { type: 'answer', sdp } });
  return { sdp, answer };
}

async function offered(session) {
  for (;;) {
    const event = await (await fetch(session)).json();
    if (event.jsep) return event.jsep;
    if (event.plugindata?.data?.error) throw new Error(`Janus: ${event.plugindata.data.error}`);
  }
}

async function post(url, body) {
  const text = JSON.stringify({ transaction: 'bench', ...body });
  const answer = await (await fetch(url, { method: 'POST', body: text })).json();
  if (answer.janus === 'error') throw new Error(`Janus: ${answer.error.reason}`);
  return answer;
}
