/** Puts the media process together from what it was given. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import nodeDataChannel from 'node-datachannel';
import { MEDIA_HELLO_SUBJECT, MEDIA_LARGE_VIEWS_SUBJECT, MEDIA_STATUS_SUBJECT } from '@outrider/schema/subjects';
import type { MediaConfig, OnvifDevice, OnvifRequest } from '@outrider/schema';
import { writeFileAtomically } from '@outrider/runtime';
import type { Logger, ProcessContext, RunningProcess } from '@outrider/runtime';
import { serveBus } from './bus-api.js';
import { Media, freeUdpPort, isAnyAddress, recordsFolder } from './media.js';
import { findByOnvif } from './onvif/index.js';
import { DetectionDesk, RedactionDesk } from './redaction/index.js';

const STATUS_EVERY_MS = 1000;

/** Wires the media process; used by `main` and by tests that run it in their own process. */
export async function startMedia(context: ProcessContext): Promise<RunningProcess & { media: Media }> {
  const { settings, instance, bus, clock, logger } = context;
  // Without a callback the library keeps its log to itself.
  nodeDataChannel.initLogger('Warning', (level, message) => logger.debug({ level }, message));
  const folder = join(instance.data_dir, 'media');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const host = settings.media.host ?? settings.http.host;
  const webrtcPort = settings.media.webrtc_port || (instance.ports['media.webrtc_port'] ?? (await freeUdpPort(host)));
  const authorities = await readAuthorities(settings.media.ca_file, logger);
  const media = new Media({
    settings: settings.media,
    host,
    authorities,
    webrtcPort,
    recordsDir: recordsFolder(instance.data_dir),
    clock,
    logger,
  });
  const rtmpPort = await media.listenRtmp(settings.media.rtmp_port || (instance.ports['media.rtmp_port'] ?? 0));
  const streamPort = await media.listen(instance.ports['media.stream_port'] ?? 0);
  const file = join(folder, 'config.json');
  await media.configure(await readConfig(file));
  const dataDir = instance.data_dir;
  const desk = { dataDir, recordsDir: recordsFolder(dataDir), logger };
  const redactions = new RedactionDesk(desk);
  const detections = new DetectionDesk(desk);
  const save = async (config: MediaConfig): Promise<void> => writeFileAtomically(file, JSON.stringify(config));
  const onvif = (request: OnvifRequest): Promise<OnvifDevice> =>
    findByOnvif(request, { ca: authorities, nowUtcMs: () => clock.utcMs() });
  const parts = { media, redactions, detections, ports: { rtmp_port: rtmpPort }, onvif, save };
  const subscriptions = serveBus(parts, bus, logger);
  const statuses = clock.setInterval(() => {
    bus.publish(MEDIA_STATUS_SUBJECT, Buffer.from(JSON.stringify(media.statuses())));
    bus.publish(MEDIA_LARGE_VIEWS_SUBJECT, Buffer.from(JSON.stringify(media.largeViews())));
  }, STATUS_EVERY_MS);
  bus.publish(MEDIA_HELLO_SUBJECT, Buffer.from('{}'));
  logger.info({ host, webrtc_port: webrtcPort, any_address: isAnyAddress(host) }, 'relaying');
  return {
    media,
    ports: { 'media.webrtc_port': webrtcPort, 'media.stream_port': streamPort, 'media.rtmp_port': rtmpPort },
    async close() {
      statuses.cancel();
      for (const subscription of subscriptions) subscription.unsubscribe();
      redactions.close();
      detections.close();
      await media.close();
      nodeDataChannel.cleanup();
    },
  };
}

/** Certificates of authorities that count beside those of the system; null: those alone, also where the file cannot be read. */
async function readAuthorities(file: string | null, logger: Logger): Promise<string[] | null> {
  if (file === null) return null;
  try {
    return [...rootCertificates, await readFile(file, 'utf8')];
  } catch (error) {
    logger.error(
      { error, file },
      'media.ca_file cannot be read: cameras over TLS need an authority that the system trusts',
    );
    return null;
  }
}

/** What the server asked for last, so that a restart goes on without it; nothing where there is none. */
async function readConfig(file: string): Promise<MediaConfig> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as MediaConfig;
  } catch {
    return { cameras: [], recordings: [] };
  }
}
