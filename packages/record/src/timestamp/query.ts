import { randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { asBuffer } from './engine.js';

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** PKIStatus (RFC 3161 section 2.4.2): granted, and granted with changes. */
const GRANTED = [0, 1];

export interface TimestampQuery {
  /** The request, DER. */
  der: Uint8Array;
  nonce: Uint8Array;
}

/** A request that a time-stamping authority confirms that bytes of this hash exist now (RFC 3161 section 2.4.1), its certificate in the answer. @param sha256 32 bytes */
export function makeTimestampQuery(sha256: Uint8Array): TimestampQuery {
  // A leading bit of 0 keeps the number positive, one of 1 behind it keeps all its bytes.
  const nonce = Uint8Array.from(randomBytes(8), (byte, index) => (index === 0 ? (byte & 0x3f) | 0x40 : byte));
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: asBuffer(sha256) }),
    }),
    nonce: new asn1js.Integer({ valueHex: asBuffer(nonce) }),
    certReq: true,
  });
  return { der: new Uint8Array(request.toSchema().toBER()), nonce };
}

/** The token out of an authority's answer, DER, whose nonce is that of the request. Throws an Error that says why there is none. */
export function readTimestampAnswer(der: Uint8Array, { nonce }: TimestampQuery): Uint8Array {
  const answer = readAnswer(der);
  const { status, statusStrings } = answer.status;
  if (!GRANTED.includes(status) || !answer.timeStampToken) {
    const words = (statusStrings ?? []).map((text) => text.valueBlock.value).join(' ');
    throw new Error(`The time-stamping authority refuses (status ${status})${words ? `: ${words}` : ''}.`);
  }
  const signed = new pkijs.SignedData({ schema: answer.timeStampToken.content });
  const content = signed.encapContentInfo.eContent;
  const info = content && pkijs.TSTInfo.fromBER(asBuffer(new Uint8Array(content.getValue())));
  const said = info?.nonce && new Uint8Array(info.nonce.valueBlock.valueHexView);
  if (!said || Buffer.compare(said, nonce) !== 0)
    throw new Error('The answer belongs to another request: its nonce differs.');
  return new Uint8Array(answer.timeStampToken.toSchema().toBER());
}

function readAnswer(der: Uint8Array): pkijs.TimeStampResp {
  try {
    return pkijs.TimeStampResp.fromBER(asBuffer(der));
  } catch {
    throw new Error('What answers is no time-stamping authority: its answer is not that of RFC 3161.');
  }
}
