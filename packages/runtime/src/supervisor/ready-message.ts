/** The message by which a process tells its supervisor, over IPC, that it serves. */
export interface ReadyMessage {
  ready: true;
  /** Ports really bound, by settings path. */
  ports: Record<string, number>;
  report: Record<string, unknown>;
}
