/** gst-rtsp-server as the camera: an independent RTSP server that serves what a test asks for. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from './harness.js';

const PYTHON = '/usr/bin/python3';
const SCRIPT = `
import gi, json, sys
for name in ('Gst', 'GstRtsp', 'GstRtspServer'): gi.require_version(name, '1.0')
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer as Rtsp
options = json.loads(sys.argv[1])
Gst.init(None)
server = Rtsp.RTSPServer()
server.set_address('127.0.0.1')
server.set_service(str(options['port']))
auth = Rtsp.RTSPAuth()
if options['tls']:
    from gi.repository import Gio
    auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(options['tls']))
    server.set_auth(auth)
if options['auth'] != 'none':
    token = Rtsp.RTSPToken()
    token.set_string('media.factory.role', 'viewer')
    if options['auth'] == 'basic':
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
        auth.add_basic(Rtsp.RTSPAuth.make_basic('viewer', 'pass word'), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest('viewer', 'pass word', token)
    server.set_auth(auth)
permissions = Rtsp.RTSPPermissions()
permissions.add_permission_for_role('viewer', 'media.factory.access', True)
permissions.add_permission_for_role('viewer', 'media.factory.construct', True)
flags = {'tcp': GstRtsp.RTSPLowerTrans.TCP, 'udp': GstRtsp.RTSPLowerTrans.UDP}
for path, launch in options['mounts'].items():
    factory = Rtsp.RTSPMediaFactory()
    factory.set_launch(launch)
    factory.set_shared(True)
    if options['protocol'] in flags: factory.set_protocols(flags[options['protocol']])
    if options['auth'] != 'none': factory.set_permissions(permissions)
    server.get_mount_points().add_factory(path, factory)
server.attach(None)
print('port', server.get_bound_port(), flush=True)
GLib.MainLoop().run()
`;

/** Why there can be no such server here; null where there can. */
export function rtspServerLacks(): string | null {
  const program = 'import gi; gi.require_version("GstRtspServer", "1.0"); from gi.repository import GstRtspServer';
  return spawnSync(PYTHON, ['-c', program]).status === 0
    ? null
    : 'gst-rtsp-server for Python (gir1.2-gst-rtsp-server-1.0, python3-gi) is missing';
}

const TEST_PICTURE = 'videotestsrc is-live=true ! video/x-raw,width=640,height=360,framerate=30/1 !';
const X264 = 'x264enc tune=zerolatency speed-preset=ultrafast key-int-max=30 bitrate=1500 !';
const OPUS = 'audiotestsrc is-live=true ! alawenc ! rtppcmapay name=pay1 pt=8';
export const MOUNTS = {
  /** Packets of 1400 bytes, parameter sets in the description alone, sound beside. */
  '/h264': `( ${TEST_PICTURE} ${X264} video/x-h264,stream-format=avc ! rtph264pay name=pay0 pt=96 ${OPUS} )`,
  '/small': `( ${TEST_PICTURE} ${X264} video/x-h264,stream-format=avc ! rtph264pay name=pay0 pt=96 mtu=1100 )`,
  '/h265': `( ${TEST_PICTURE} x265enc tune=zerolatency speed-preset=ultrafast key-int-max=30 ! rtph265pay name=pay0 pt=97 config-interval=1 )`,
  '/transport': `( ${TEST_PICTURE} ${X264} h264parse config-interval=-1 ! mpegtsmux alignment=7 ! rtpmp2tpay name=pay0 pt=33 )`,
  '/vp8': `( ${TEST_PICTURE} vp8enc deadline=1 ! rtpvp8pay name=pay0 pt=98 )`,
};

export interface RtspServerOptions {
  auth?: 'none' | 'basic' | 'digest';
  protocol?: 'any' | 'tcp' | 'udp';
  port?: number;
  /** PEM file with certificate and key: the server speaks RTSP over TLS (rtsps). */
  tls?: string | null;
}

export class RtspServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #folder: string;

  readonly #scheme: string;

  private constructor(port: number, child: ChildProcess, folder: string, scheme: string) {
    this.#scheme = scheme;
    this.port = port;
    this.#child = child;
    this.#folder = folder;
  }

  static async start({
    auth = 'none',
    protocol = 'any',
    port = 0,
    tls = null,
  }: RtspServerOptions = {}): Promise<RtspServer> {
    const folder = mkdtempSync(join(tmpdir(), 'outrider-rtsp-'));
    const script = join(folder, 'server.py');
    writeFileSync(script, SCRIPT);
    const options = JSON.stringify({ auth, protocol, port, tls, mounts: MOUNTS });
    const child = spawn(PYTHON, [script, options], { stdio: ['ignore', 'pipe', 'inherit'] });
    const bound = await new Promise<number>((resolve, reject) => {
      let said = '';
      child.stdout.on('data', (bytes: Buffer) => {
        said += bytes.toString();
        const match = /port (\d+)/.exec(said);
        if (match) resolve(Number(match[1]));
      });
      child.on('exit', (code) => reject(new Error(`the RTSP server ended with ${code}`)));
    });
    return new RtspServer(bound, child, folder, tls === null ? 'rtsp' : 'rtsps');
  }

  url(path: string): string {
    return `${this.#scheme}://127.0.0.1:${this.port}${path}`;
  }

  async close(): Promise<void> {
    await stop(this.#child);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
