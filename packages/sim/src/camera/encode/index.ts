export type { EncodedPicture, Encoder, EncoderEvents, EncoderFormat, MakeEncoder, Moment } from './encoder.js';
export { hasFfmpeg, makeFfmpegEncoder } from './ffmpeg.js';
export { makeNpmEncoder } from './npm-encoder.js';
