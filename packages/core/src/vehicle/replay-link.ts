/** A link with this name only plays back a log: vehicles on it are listened to and told nothing. */
export const isReplayLink = (linkId: string): boolean => /^replay(-|$)/.test(linkId);
