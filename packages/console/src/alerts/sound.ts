/** Tones by Web Audio and phrases by the browser's own voice, where it has one that needs no network. */
import type { AlertLevel } from '@outrider/schema';
import { createStore } from '../live/store.js';

let context: AudioContext | null = null;
/** Whether a tone would be heard now. */
export const sound = createStore({ ready: false });

/** Browsers give sound only after a gesture: makes the audio ready on the first one. */
export function armSound(): () => void {
  const arm = () => {
    if (!context) {
      const audio = new AudioContext();
      audio.addEventListener('statechange', () => sound.set({ ready: audio.state === 'running' }));
      context = audio;
    }
    if (context.state !== 'running') void context.resume();
  };
  addEventListener('pointerdown', arm, { passive: true });
  addEventListener('keydown', arm, { passive: true });
  return () => {
    removeEventListener('pointerdown', arm);
    removeEventListener('keydown', arm);
  };
}

const PATTERN: Readonly<Record<AlertLevel, readonly number[]>> = {
  warning: [880, 660, 880, 660],
  caution: [660, 520],
  advisory: [],
};
const NOTE_S = 0.16;

export function playTone(level: AlertLevel): void {
  if (!context || context.state !== 'running') return;
  const start = context.currentTime + 0.02;
  PATTERN[level].forEach((frequency, index) => note(context!, frequency, start + index * NOTE_S));
}

function note(audio: AudioContext, frequency: number, at: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.22, at + 0.012);
  volume.gain.linearRampToValueAtTime(0, at + NOTE_S - 0.02);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + NOTE_S);
}

/** Speaks a phrase when the browser has a local voice; without one the tone alone must do. */
export function speak(phrase: string): void {
  if (!('speechSynthesis' in window)) return;
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService);
  const voice = voices.find((one) => one.lang.startsWith('en'));
  if (!voice) return;
  const utterance = new SpeechSynthesisUtterance(phrase);
  utterance.voice = voice;
  utterance.rate = 1.1;
  speechSynthesis.speak(utterance);
}
