/** Originals from the aircraft's own card: brought in pieces, listed, watched. */
import Type from 'typebox';
import { OriginalRecording, UploadState, UploadedPiece } from '../original.js';
import { Id, Strict } from '../primitives.js';
import { route } from './route.js';

const params = Strict({ id: Id });

export const originalRoutes = [
  route({
    id: 'listOriginals',
    method: 'GET',
    path: '/flights/{id}/originals',
    permission: 'flights:read',
    summary: 'Recordings from the aircraft\u2019s own card, in the order in which they came',
    params,
    response: Strict({
      items: Type.Array(OriginalRecording),
      largest_bytes: Type.Integer(),
      piece_bytes: Type.Integer(),
    }),
  }),
  route({
    id: 'uploadOriginal',
    method: 'PUT',
    path: '/flights/{id}/originals',
    permission: 'evidence:import',
    summary:
      'Bring a piece of a recording from the aircraft\u2019s own card; a piece that does not begin where the last one ended is not taken, and the answer says where to go on',
    params,
    query: UploadedPiece,
    bodyType: 'application/octet-stream',
    response: UploadState,
  }),
  route({
    id: 'getOriginal',
    method: 'GET',
    path: '/flights/{id}/originals/{number}/video.mp4',
    permission: 'flights:read',
    summary: 'A recording from the aircraft\u2019s own card, by ranges',
    params: Strict({ id: Id, number: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
    response: Type.Unknown(),
    responseType: 'video/mp4',
  }),
] as const;
