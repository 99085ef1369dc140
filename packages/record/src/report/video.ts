import type { VideoGap } from '@outrider/schema';
import type { ReportFacts, ReportedVideo } from './facts.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { facts, hash, megabytes, section, table } from './parts.js';
import { clock, duration, utc } from './times.js';

const WHY: Readonly<Record<VideoGap['why'], string>> = {
  no_pictures: 'the camera sent none',
  packets_lost: 'they were lost on the way',
  pictures_unusable: 'they could not be decoded',
  resolution_changed: 'the camera changed their size',
  recorder_restarted: 'the recorder was restarted',
  recorder_overrun: 'the disk was too slow',
  disk_full: 'the disk was full',
  disk_failed: 'the disk failed',
};

/** What was recorded, with hashes, and what is missing between. */
export function video({ video: cameras, originals }: ReportFacts): Html {
  return section('Video', [
    cameras.length === 0
      ? html`<p>No live video was recorded.</p>`
      : html`<p class="of">Hashes are SHA-256 over the salt of the chain's entry and the bytes of the file.</p>`,
    cameras.map(camera),
    originals.length === 0 ? null : html`<h3>From the aircraft's own card</h3>`,
    originals.length === 0 ? null : table(['File', 'Imported', '#Size', 'SHA-256 (salted)'], originals.map(original)),
    html`<h3>Stills</h3>
      <p>
        Stills are taken from the recorded video by whoever looks at it and are kept by that person's browser; the
        record itself holds the video from which any still can be taken again.
      </p>`,
  ]);
}

function camera({ camera_name, segments, gaps }: ReportedVideo): Html {
  const [first, last] = [segments[0], segments.at(-1)];
  return html`<h3>Camera ${camera_name ?? 'without a name'}</h3>
    ${facts([
      ['Recorded', first && last ? `${utc(first.from_utc_ms)} to ${utc(last.to_utc_ms)}` : 'nothing'],
      ['Size', megabytes(segments.reduce((sum, { bytes }) => sum + bytes, 0))],
    ])}
    ${
      segments.length === 0
        ? null
        : table(
            ['#From', '#To', '#File', '#Size', 'SHA-256 (salted)'],
            segments.map(({ file, from_utc_ms, to_utc_ms, bytes, sha256 }) => [
              from_utc_ms === null ? 'unknown' : clock(from_utc_ms),
              to_utc_ms === null ? 'unknown' : clock(to_utc_ms),
              file.split('/').at(-1) ?? file,
              megabytes(bytes),
              hash(sha256),
            ]),
          )
    }
    ${
      gaps.length === 0
        ? html`<p>No gap between the first and the last picture was noticed.</p>`
        : table(
            ['#From', '#To', '#Without pictures', 'Why'],
            gaps.map(({ from_utc_ms, to_utc_ms, why }) => [
              clock(from_utc_ms),
              clock(to_utc_ms),
              duration(to_utc_ms - from_utc_ms),
              WHY[why],
            ]),
          )
    }`;
}

const original = ({
  name,
  file,
  imported_by,
  imported_at_utc_ms,
  addendum,
  bytes,
  sha256,
}: ReportFacts['originals'][number]) => [
  html`${name}<br /><span class="of">${file}</span>`,
  `${utc(imported_at_utc_ms)} by ${imported_by}, ${addendum === null ? 'before the seal' : `addendum ${addendum}`}`,
  megabytes(bytes),
  hash(sha256),
];
