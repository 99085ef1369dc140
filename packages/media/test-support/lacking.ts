import { spawnSync } from 'node:child_process';

/** Where a program lies; null when it is not there. */
export const pathOf = (name: string): string | null => spawnSync('which', [name]).stdout.toString().trim() || null;

const ENCODERS = ['libx264', 'libx265'] as const;
type Encoder = (typeof ENCODERS)[number];
const isEncoder = (name: string): name is Encoder => ENCODERS.some((one) => one === name);
let listed: string | null | undefined;

/** What ffmpeg says of its encoders; null where there is no ffmpeg. */
function encoders(): string | null {
  if (listed !== undefined) return listed;
  const { status, stdout } = spawnSync('ffmpeg', ['-hide_banner', '-encoders'], { encoding: 'utf8' });
  return (listed = status === 0 ? stdout : null);
}

function missing(need: string): string | null {
  if (!isEncoder(need)) return pathOf(need) === null ? `${need}-absent` : null;
  const known = encoders();
  if (known === null) return 'ffmpeg-absent';
  return known.includes(need) ? null : `ffmpeg-without-${need}`;
}

/** Why a test that needs these programs, or these encoders of ffmpeg, cannot run here, as "chromium-absent"; null when all are there. */
export function lacking(...needs: (Encoder | 'ffmpeg' | 'chromium' | (string & {}))[]): string | null {
  const reasons = new Set(needs.flatMap((need) => missing(need) ?? []));
  return reasons.size === 0 ? null : [...reasons].join(' ');
}
