/** Why a camera cannot be played, as a sentence for the user that says what to do. Never carries the address's path, a name or a password. */
export class RtspProblem extends Error {
  /** The camera may lock the account when it is tried again soon. */
  readonly refused: boolean;

  constructor(sentence: string, { refused = false } = {}) {
    super(sentence);
    this.refused = refused;
  }
}

/** Code of the error when a camera shows another certificate than the pinned one. */
export const OTHER_CERTIFICATE = 'OTHER_CERTIFICATE';

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name cannot be looked up now',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  ETIMEDOUT: 'no answer came',
  ECONNRESET: 'it closed the connection',
};

/** For errors of the socket below, with the SHA-256 of the certificate where that is at fault; `where` is host and port. */
export function connectionProblem(
  error: Error & { code?: string; fingerprint256?: string },
  where: string,
): RtspProblem {
  const { code, fingerprint256 } = error;
  if (code === OTHER_CERTIFICATE)
    return new RtspProblem(
      `${where} shows another certificate than the one that is entered for it; it shows ${fingerprint256}. Find out why before that one is entered.`,
      { refused: true },
    );
  if (fingerprint256)
    return new RtspProblem(
      `The certificate of ${where} is not trusted (${code}). Its SHA-256 is ${fingerprint256}: if the camera itself shows the same one, enter it as the certificate that counts; or give the camera one of an authority and name that in media.ca_file.`,
    );
  if (/SSL|TLS|EPROTO/.test(`${code} ${error.message}`))
    return new RtspProblem(`${where} does not speak TLS (${code}): use rtsp://, or the port on which it does.`);
  const reason = (code && REASONS[code]) ?? code ?? error.message;
  return new RtspProblem(
    `${where} cannot be reached: ${reason}. Check the address and the port, and that the camera is on.`,
  );
}

/** For answers that are not 200. */
export function statusProblem(status: number, reason: string, where: string, named: boolean): RtspProblem {
  if (status === 401 || status === 403) {
    const sentence = named
      ? `${where} refuses the user name or the password: correct them. It is tried again once a minute, so that the camera does not lock the account.`
      : `${where} asks for a user name and a password: enter them.`;
    return new RtspProblem(sentence, { refused: true });
  }
  if (status === 404)
    return new RtspProblem(
      `${where} has no stream of this name (404): check what follows the host in the address; the camera's manual or ONVIF names its streams.`,
    );
  if (status === 453)
    return new RtspProblem(`${where} has not enough bandwidth left (453): close other viewers of the camera.`);
  if (status === 454) return new RtspProblem(`${where} has ended the session.`);
  if (status >= 300 && status < 400)
    return new RtspProblem(`${where} has moved the stream elsewhere (${status}): enter its new address.`);
  return new RtspProblem(`${where} answers ${status} ${reason.slice(0, 80)}: its own settings or log say why.`);
}
