/** What is asked of a camera by ONVIF, and its answer in words. */
import type { OnvifProfile, OnvifRequest } from '@outrider/schema';

export type OnvifLogin = Pick<OnvifRequest, 'username' | 'password'>;

/** The question that a filled-in form asks; who names no user asks without a login. */
export function onvifRequest(form: FormData): OnvifRequest {
  const text = (name: string): string => String(form.get(name) ?? '').trim();
  const username = text('username') || null;
  return {
    host: text('host').replace(/^\[|\]$/g, ''),
    port: Number(text('port')),
    secure: form.get('secure') !== null,
    username,
    password: username === null ? null : String(form.get('password') ?? '') || null,
  };
}

export const canBeShown = ({ encoding }: Pick<OnvifProfile, 'encoding'>): boolean =>
  /^(h\.?26[45]|hevc|avc)$/i.test(encoding);

export const encodingText = (encoding: string): string => encoding.replace(/^h26/i, 'H.26');

/** "1920 × 1080, 25 a second" */
export function sizeText({ width, height, frame_rate_hz }: OnvifProfile): string {
  const size = width && height ? `${width} × ${height}` : 'size not said';
  return frame_rate_hz ? `${size}, ${Math.round(frame_rate_hz)} a second` : size;
}
