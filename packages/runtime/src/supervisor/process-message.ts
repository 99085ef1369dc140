/** What a process tells its supervisor over IPC. */
export type ProcessMessage = ReadyMessage | AliveMessage;

/** It serves. */
export interface ReadyMessage {
  ready: true;
  /** Ports really bound, by settings path. */
  ports: Record<string, number>;
  report: Record<string, unknown>;
}

/** Its event loop turns; said once a second while it serves. */
export interface AliveMessage {
  alive: true;
}

export const ALIVE_EVERY_MS = 1000;
