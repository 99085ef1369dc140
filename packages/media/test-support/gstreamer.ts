/** GStreamer as an independent source. */
import { spawnSync } from 'node:child_process';
import { lacking } from './lacking.js';

/** Why a test that needs these elements of GStreamer cannot run here; null when all are there. */
export function encoderLacks(...elements: string[]): string | null {
  const program = lacking('gst-launch-1.0', 'gst-inspect-1.0');
  if (program !== null) return program;
  const missing = elements.filter((name) => spawnSync('gst-inspect-1.0', ['--exists', name]).status !== 0);
  return missing.length === 0 ? null : missing.map((name) => `gstreamer-without-${name}`).join(' ');
}
