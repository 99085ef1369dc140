import type { OnvifDevice, OnvifProfile, OnvifRequest } from '@outrider/schema';
import { MediaRefusal } from '../refusal.js';
import { Device } from './device.js';
import { child, children, textAt, xmlText } from './soap.js';
import type { Element } from './soap.js';

const DEVICE = 'http://www.onvif.org/ver10/device/wsdl';
const MEDIA = 'http://www.onvif.org/ver10/media/wsdl';
const MEDIA2 = 'http://www.onvif.org/ver20/media/wsdl';
const SCHEMA = 'http://www.onvif.org/ver10/schema';
/** More streams than any camera has; each costs a question. */
const MOST_PROFILES = 16;

export interface FindOptions {
  ca: string[] | null;
  nowUtcMs(): number;
}

/**
 * What a camera says of itself and of its streams by ONVIF (Core, Media and Media2 services). Only the host that was named is called.
 * Throws onvif_no_answer, onvif_login_refused, onvif_not_spoken.
 */
export async function findByOnvif(request: OnvifRequest, options: FindOptions): Promise<OnvifDevice> {
  const { host, port, secure, username, password } = request;
  const inAddress = host.includes(':') ? `[${host}]` : host;
  const url = new URL(`${secure ? 'https' : 'http'}://${inAddress}:${port}/onvif/device_service`);
  const credentials = username === null ? null : { username, password: password ?? '' };
  const device = new Device({ url, credentials, ...options });
  await device.learnClock();
  const about = child(
    await device.ask(null, `<GetDeviceInformation xmlns="${DEVICE}"/>`),
    'GetDeviceInformationResponse',
  );
  const profiles = await findProfiles(device, url.hostname);
  if (profiles.length === 0)
    throw new MediaRefusal('onvif_not_spoken', `${device.where} speaks ONVIF, but offers no stream of video by RTSP.`);
  return {
    maker: textAt(about, 'Manufacturer'),
    model: textAt(about, 'Model'),
    firmware: textAt(about, 'FirmwareVersion'),
    profiles,
  };
}

/** Media2 first, since only it knows H.265; Media where a device has no other. */
async function findProfiles(device: Device, host: string): Promise<OnvifProfile[]> {
  const asked = `<GetServices xmlns="${DEVICE}"><IncludeCapability>false</IncludeCapability></GetServices>`;
  const services = children(child(await device.askOptional(null, asked), 'GetServicesResponse'), 'Service');
  const addressOf = (namespace: string): string | null =>
    textAt(services.find((service) => textAt(service, 'Namespace') === namespace) ?? null, 'XAddr');
  const media2 = addressOf(MEDIA2);
  const found = media2 === null ? [] : await readProfiles(device, media2, MEDIA2, host);
  if (found.length > 0) return found;
  return readProfiles(device, addressOf(MEDIA) ?? (await mediaByCapabilities(device)), MEDIA, host);
}

async function mediaByCapabilities(device: Device): Promise<string | null> {
  const asked = `<GetCapabilities xmlns="${DEVICE}"><Category>Media</Category></GetCapabilities>`;
  const answer = child(await device.ask(null, asked), 'GetCapabilitiesResponse');
  return textAt(answer, 'Capabilities', 'Media', 'XAddr');
}

async function readProfiles(
  device: Device,
  service: string | null,
  namespace: string,
  host: string,
): Promise<OnvifProfile[]> {
  const details = namespace === MEDIA2 ? '<Type>VideoEncoder</Type>' : '';
  const asked = `<GetProfiles xmlns="${namespace}">${details}</GetProfiles>`;
  const answer = child(await device.askOptional(service, asked), 'GetProfilesResponse');
  const profiles: OnvifProfile[] = [];
  for (const profile of children(answer, 'Profiles').slice(0, MOST_PROFILES)) {
    const token = textAt(profile, '@token');
    const encoder =
      child(profile, 'VideoEncoderConfiguration') ?? child(child(profile, 'Configurations'), 'VideoEncoder');
    if (token === null || !encoder) continue;
    const url = await streamAddress(device, service, namespace, token);
    const reached = url && atHost(url, host);
    if (reached) profiles.push({ token, ...describe(profile, encoder), url: reached });
  }
  return profiles;
}

function describe(profile: Element, encoder: Element): Omit<OnvifProfile, 'token' | 'url'> {
  const number = (...names: string[]): number | null => {
    const value = Number(textAt(encoder, ...names) ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  return {
    name: textAt(profile, 'Name') ?? 'stream',
    encoding: textAt(encoder, 'Encoding') ?? 'unknown',
    width: number('Resolution', 'Width'),
    height: number('Resolution', 'Height'),
    frame_rate_hz: number('RateControl', 'FrameRateLimit'),
  };
}

async function streamAddress(
  device: Device,
  service: string | null,
  namespace: string,
  token: string,
): Promise<string | null> {
  const setup =
    namespace === MEDIA2
      ? '<Protocol>RTSP</Protocol>'
      : `<StreamSetup><Stream xmlns="${SCHEMA}">RTP-Unicast</Stream><Transport xmlns="${SCHEMA}"><Protocol>RTSP</Protocol></Transport></StreamSetup>`;
  const asked = `<GetStreamUri xmlns="${namespace}">${setup}<ProfileToken>${xmlText(token)}</ProfileToken></GetStreamUri>`;
  const answer = child(await device.askOptional(service, asked), 'GetStreamUriResponse');
  return textAt(answer, 'MediaUri', 'Uri') ?? textAt(answer, 'Uri');
}

/** The address of a stream at the host that was named, without a login in it; null for what is no RTSP address. Pure. */
export function atHost(address: string, host: string): string | null {
  if (!/^rtsps?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  url.hostname = host;
  url.username = '';
  url.password = '';
  return /\s/.test(url.href) || url.href.length > 500 ? null : url.href;
}
