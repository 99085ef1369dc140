/** Answers a request once; later calls are ignored. Missing when the message was not a request. */
export type BusReply = (bytes: Uint8Array) => void;

/** Handlers must not throw; one that does is logged by the adapter and the message counts as handled. `bytes` may be a view into a shared buffer: copy what outlives the call. */
export type BusHandler = (subject: string, bytes: Uint8Array, reply?: BusReply) => void;

export interface BusSubscription {
  unsubscribe(): void;
}

/**
 * Messages between processes, at most once, in order per publisher. Subjects are NATS subjects: tokens parted by dots; in a
 * pattern `*` matches one token and a final `>` one or more. State that must survive is never kept in the bus.
 */
export interface Bus {
  /** Sends to every subscriber, the publisher's own included. False: not connected, the message was dropped (an old stick must not arrive late). */
  publish(subject: string, bytes: Uint8Array): boolean;
  /** Subscriptions outlive a broken connection: the adapter renews them. */
  subscribe(pattern: string, handler: BusHandler): BusSubscription;
  /** The first answer. Throws bus_no_responder when nobody listens, bus_timeout, bus_closed when the connection is down or lost. Times are machine time. */
  request(subject: string, bytes: Uint8Array, timeoutMs: number): Promise<Uint8Array>;
  /** Resolves when everything published and subscribed so far has reached the hub. */
  flush(): Promise<void>;
  close(): Promise<void>;
  readonly connected: boolean;
  /** Calls back on each change; returns the function that ends it. */
  onConnectionChange(listener: (connected: boolean) => void): () => void;
}
