import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { VideoIndex } from '@outrider/schema';
import { addressOf, apiUrl } from '../../../live/api.js';
import type { ReplayClock } from '../clock.js';
import { hold, showPicture } from '../clock.js';
import { RecordedVideo } from './player.js';

/** Faster than this a browser shows no video; pictures are then sought one by one. */
const FASTEST_PLAYED = 10;
/** Video and axis may be so far apart before the video is moved, in seconds of playing. */
const MOST_APART_S = 0.25;

export interface ShownVideo {
  error: unknown;
  /** False in a gap and outside the recording. */
  hasPicture: boolean;
}

const fetchFrom = (flightId: string, cameraId: string) => {
  const path = '/flights/{id}/video/{camera_id}/segments/{name}';
  return async (name: string, start: number, end: number, signal: AbortSignal): Promise<ArrayBuffer> => {
    const address = apiUrl(addressOf(path, { id: flightId, camera_id: cameraId, name }));
    const answer = await fetch(address, { signal, headers: { range: `bytes=${start}-${end}` } });
    if (!answer.ok) throw new TypeError(`The recording cannot be fetched (${answer.status}).`);
    return answer.arrayBuffer();
  };
};

interface Playing {
  flightId: string;
  index: VideoIndex;
  clock: ReplayClock;
  change: (change: (clock: ReplayClock) => ReplayClock) => void;
}

/**
 * Keeps a video element on the replay's time axis. While it plays, each picture that is really shown sets the axis to the time at which
 * it was taken, so that plots and map show what belongs to it; while the player has no picture yet, the axis waits.
 */
export function useRecordedVideo(
  element: RefObject<HTMLVideoElement | null>,
  { flightId, index, clock, change }: Playing,
): ShownVideo {
  const [video, setVideo] = useState<RecordedVideo | null>(null);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(index);
  latest.current = index;
  const { camera_id } = index;
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    setError(null);
    const created = new RecordedVideo(node, latest.current, fetchFrom(flightId, camera_id), setError);
    setVideo(created);
    return () => {
      created.close();
      change((present) => hold(present, false));
    };
  }, [element, flightId, camera_id, change]);
  useEffect(() => video?.grow(index), [video, index]);

  const position_s = video?.positionAt(clock.atMs) ?? null;
  useEffect(() => followAxis(element.current, video, clock, position_s));
  usePictureTimes(element, video, change);
  useWaiting(element, clock.playing && position_s !== null && error === null, change);
  return { error, hasPicture: position_s !== null };
}

function followAxis(
  element: HTMLVideoElement | null,
  video: RecordedVideo | null,
  { playing, speed }: ReplayClock,
  position_s: number | null,
): void {
  if (!element || !video) return;
  const isPlayed = playing && speed <= FASTEST_PLAYED && position_s !== null;
  if (element.playbackRate !== Math.min(speed, FASTEST_PLAYED)) element.playbackRate = Math.min(speed, FASTEST_PLAYED);
  if (isPlayed && element.paused) void element.play().catch(() => undefined);
  if (!isPlayed && !element.paused) element.pause();
  if (position_s === null) return;
  const apart_s = Math.abs(element.currentTime - position_s);
  // Still, the picture is the very one; a seek that is under way is not disturbed by the next.
  const isFar = isPlayed ? apart_s > MOST_APART_S * speed : apart_s > 0.005 && (!playing || !element.seeking);
  if (isFar) video.seek(position_s);
}

/** Each shown picture sets the axis to its own time. */
function usePictureTimes(
  element: RefObject<HTMLVideoElement | null>,
  video: RecordedVideo | null,
  change: Playing['change'],
): void {
  useEffect(() => {
    const node = element.current;
    if (!node || !video) return;
    let request = 0;
    const shown = (_now: number, { mediaTime }: VideoFrameCallbackMetadata): void => {
      const utc_ms = video.utcAt(mediaTime);
      if (utc_ms !== null && !node.paused && !node.seeking) change((present) => showPicture(present, utc_ms));
      request = node.requestVideoFrameCallback(shown);
    };
    request = node.requestVideoFrameCallback(shown);
    return () => node.cancelVideoFrameCallback(request);
  }, [element, video, change]);
}

/** The axis waits for the video's first pictures after a jump, for as long as that is bearable. */
function useWaiting(element: RefObject<HTMLVideoElement | null>, isDue: boolean, change: Playing['change']): void {
  useEffect(() => {
    const node = element.current;
    if (!node || !isDue) return;
    let timer = 0;
    const look = (): void => {
      const isWaiting = node.seeking || node.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;
      window.clearTimeout(timer);
      change((present) => hold(present, isWaiting));
      if (isWaiting) timer = window.setTimeout(() => change((present) => hold(present, false)), MOST_WAIT_MS);
    };
    const events = ['seeking', 'seeked', 'waiting', 'canplay', 'playing'];
    for (const name of events) node.addEventListener(name, look);
    look();
    return () => {
      window.clearTimeout(timer);
      for (const name of events) node.removeEventListener(name, look);
      change((present) => hold(present, false));
    };
  }, [element, isDue, change]);
}

const MOST_WAIT_MS = 3000;
